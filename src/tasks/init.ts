import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { beginsLikeDocument, findDocuments } from '../document/files/find-documents.ts';
import { readText } from '../document/files/read-text.ts';
import { saveText } from '../output/save-text.ts';
import { InputError } from '../shared/diagnostic.ts';
import { absolutePath, relativeName } from '../shared/paths.ts';
import type { Format } from './configuration/define-config.ts';
import { CONFIGURATION_FILES, findConfiguration } from './configuration/find.ts';
import { projectName } from './configuration/read.ts';

export interface InitOptions {
  /** Absolute path of the folder to write into. */
  readonly cwd: string;
  /** Paths of documents. Default: the documents in the folder. */
  readonly documents?: readonly string[] | undefined;
  /** Folder of the clients. Default: `src/api` if there is a folder `src`, otherwise `client`. */
  readonly output?: string | undefined;
  /** Extension of the configuration. Default: `ts` if there is a `tsconfig.json`, otherwise `mjs`. */
  readonly format?: Format | undefined;
}

/** The configuration that was written. */
export interface InitResult {
  /** Name of the configuration file. */
  readonly name: string;
  /** Paths of the documents in it, relative to the folder. */
  readonly documents: readonly string[];
  /** Path of the overlay in it, relative to the folder. */
  readonly overlay: string | undefined;
  /** Paths of overlays that are not in it, because the order and the documents of several are unknown. */
  readonly otherOverlays: readonly string[];
}

/** If a folder has more documents, most of them are probably not meant for clients. */
const MAX_FOUND = 10;

/**
 * Writes a first configuration.
 *
 * @throws InputError `configuration-exists`, `no-document`, `file-not-found` and others of reading and writing
 */
export async function init({ cwd, documents = [], output, format }: InitOptions): Promise<InitResult> {
  await rejectExisting(cwd);
  const found = await readDocuments(cwd);
  const files = documents.length > 0 ? documents.map((path) => absolutePath(cwd, path)) : findApis(found);
  for (const [index, file] of files.entries()) await readText(file, documents[index] ?? file);
  const folder = output ?? ((await exists(join(cwd, 'src'))) ? 'src/api' : 'client');
  const ending = format ?? ((await exists(join(cwd, 'tsconfig.json'))) ? 'ts' : 'mjs');
  const paths = files.map((file) => relativeName(file, cwd));
  // After `pagegen annotate`, they belong to the configuration.
  const overlays = found.filter(({ text }) => OVERLAY.test(text)).map(({ file }) => relativeName(file, cwd));
  const overlay = files.length === 1 && overlays.length === 1 ? overlays[0] : undefined;
  const name = `pagegen.config.${ending}`;
  await saveText(join(cwd, name), configurationText(paths, folder, ending, overlay), name);
  return { name, documents: paths, overlay, otherOverlays: overlay === undefined ? overlays : [] };
}

async function rejectExisting(cwd: string): Promise<void> {
  let existing: string | undefined;
  for (const name of CONFIGURATION_FILES) if (await exists(join(cwd, name))) existing ??= name;
  existing ??= (await findConfiguration(cwd, { command: 'generate' })) && 'package.json';
  if (existing === undefined) return;
  throw new InputError('configuration-exists', `There is already a configuration: ${existing}.`, {
    hint: 'Edit it, or remove it first.',
  });
}

/** The beginning of a file. */
interface Beginning {
  readonly file: string;
  readonly text: string;
}

const OVERLAY = /^(?:\s*\{\s*)?["']?overlay["']?\s*:\s*["']?1\.\d/m;

/** Reads the beginnings of all files in a folder that may be documents. */
async function readDocuments(cwd: string): Promise<Beginning[]> {
  const found: Beginning[] = [];
  for (const file of await findDocuments('**/*.{yaml,yml,json}', cwd)) {
    const text = await readText(file).catch(() => '');
    found.push({ file, text: text.slice(0, 4096) });
  }
  return found;
}

/** Returns the OpenAPI documents among files. */
function findApis(all: readonly Beginning[]): string[] {
  const found = all.filter(({ text }) => beginsLikeDocument(text)).map(({ file }) => file);
  if (found.length > 0 && found.length <= MAX_FOUND) return found;
  const count = found.length === 0 ? 'There is no OpenAPI document' : `There are ${found.length} OpenAPI documents`;
  throw new InputError('no-document', `${count} in this folder.`, {
    hint: 'Name the documents: `pagegen init <documents…>`.',
  });
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

const SCHEMA = './node_modules/pagegen/schema/pagegen.config.schema.json';

/**
 * Returns the text of a first configuration: one project, or several with a folder each below `output`.
 *
 * @param documents paths with slashes, relative to the configuration
 * @param overlay path of the overlay of the only document
 */
function configurationText(
  documents: readonly string[],
  output: string,
  format: Format,
  overlay: string | undefined,
): string {
  const [only] = documents;
  const value =
    documents.length === 1
      ? { document: only, ...(overlay !== undefined && { overlays: [overlay] }), output }
      : { projects: withNames(documents).map(({ name, ...project }) => ({ ...project, output: `${output}/${name}` })) };
  if (format === 'json') return `${JSON.stringify({ $schema: SCHEMA, ...value }, null, 2)}\n`;
  if (format === 'yaml') return `# yaml-language-server: $schema=${SCHEMA}\n${yamlOf(value)}`;
  return `import { defineConfig } from 'pagegen';\n\nexport default defineConfig(${literal(value, '')});\n`;
}

/** Returns projects with unique names, even if documents have the same file name. */
function withNames(documents: readonly string[]): { name: string; project?: string; document: string }[] {
  const taken = new Set<string>();
  return documents.map((document) => {
    const plain = projectName(document);
    let name = plain;
    for (let count = 2; taken.has(name); count++) name = `${plain}-${count}`;
    taken.add(name);
    return { name, ...(name !== plain && { project: name }), document };
  });
}

function literal(value: unknown, indent: string): string {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    return `[\n${value.map((each) => `${inner}${literal(each, inner)},\n`).join('')}${indent}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([key, member]) => `${inner}${key}: ${literal(member, inner)},\n`);
    return `{\n${members.join('')}${indent}}`;
  }
  const text = JSON.stringify(value);
  return /['\\]/.test(text) ? text : `'${text.slice(1, -1)}'`;
}

/** Formats a value as YAML. JSON strings are valid YAML; paths need no quotes. */
function yamlOf(value: Readonly<Record<string, unknown>>): string {
  const scalar = (text: unknown): string =>
    /^[a-z][\w./-]*\.\w+$|^[a-z][\w/-]*\/[\w/-]+$/i.test(String(text)) ? String(text) : JSON.stringify(text);
  return Object.entries(value)
    .map(([key, member]) => {
      if (!Array.isArray(member)) return `${key}: ${scalar(member)}\n`;
      const items = member.map((item: object | string) =>
        typeof item === 'string'
          ? [`  - ${scalar(item)}\n`]
          : Object.entries(item).map(
              ([name, text], index) => `${index === 0 ? '  - ' : '    '}${name}: ${scalar(text)}\n`,
            ),
      );
      return `${key}:\n${items.flat().join('')}`;
    })
    .join('');
}
