import { basename, extname, resolve } from 'node:path';
import { lilconfig } from 'lilconfig';
import { readText } from '../../document/files/read-text.ts';
import { readSource } from '../../document/parse/source.ts';
import type { SourceDocument } from '../../document/parse/source-document.ts';
import { InputError } from '../../shared/diagnostic.ts';
import { isJsonObject } from '../../shared/json.ts';
import type { ConfigurationContext } from './define-config.ts';

const MODULES = ['.ts', '.mts', '.js', '.mjs'];
const TEXTS = ['.json', '.yaml', '.yml'];
/** Where a configuration is looked for, in this order. */
export const CONFIGURATION_FILES = [...MODULES, ...TEXTS].map((ending) => `pagegen.config${ending}`);

/** The configuration as it is written, and the file that it is in. */
export interface FoundConfiguration {
  /** Absolute. */
  readonly file: string;
  /** A function has been called. */
  readonly value: unknown;
  /** Where parts of the value stand; absent where the file is a module. */
  readonly source?: SourceDocument | undefined;
  /** Place of the value in the source. */
  readonly pointer: '' | '/pagegen';
  /** Absolute paths of all files that decide what the value is. */
  readonly inputs: readonly string[];
}

/**
 * The configuration file that is named, else the one of the folder: `pagegen.config` with `.ts`, `.mts`, `.js`, `.mjs`,
 * `.json`, `.yaml` or `.yml`, or `pagegen` in `package.json`. Folders above are not looked at. Undefined where there is
 * none.
 *
 * @throws InputError `invalid-configuration` where it cannot be read or run; `file-not-found` and others of reading
 */
export async function findConfiguration(
  folder: string,
  context: ConfigurationContext,
  named?: string,
): Promise<FoundConfiguration | undefined> {
  const sources = new Map<string, SourceDocument>();
  const inputs = new Set<string>();
  const readData = async (file: string, text: string): Promise<unknown> => {
    if (basename(file) === 'package.json' && !text.includes('"pagegen"')) return {};
    const source = await sourceOf(file);
    sources.set(file, source);
    return source.data;
  };
  const readModule = async (file: string): Promise<unknown> => {
    const { importModule } = await import('./import-module.ts');
    return importModule(file, inputs);
  };
  const search = lilconfig('pagegen', {
    searchPlaces: [...CONFIGURATION_FILES, 'package.json'],
    loaders: {
      ...Object.fromEntries(MODULES.map((ending) => [ending, readModule])),
      ...Object.fromEntries(TEXTS.map((ending) => [ending, readData])),
    },
    stopDir: folder,
    cache: false,
    ignoreEmptySearchPlaces: false,
  });
  if (named !== undefined) {
    // A file that is missing is said as for every other one, with the nearest name.
    await readText(resolve(folder, named), named);
    if (![...MODULES, ...TEXTS].includes(extname(named))) {
      const hint = `It can be ${[...MODULES, ...TEXTS].join(', ')}.`;
      throw new InputError('invalid-configuration', `${named} is no kind of file that a configuration can be.`, {
        hint,
      });
    }
  }
  const found = named === undefined ? await search.search(folder) : await search.load(resolve(folder, named));
  if (found?.isEmpty) throw new InputError('invalid-configuration', `${found.filepath} is empty.`);
  if (!found || found.config === undefined) return undefined;
  const file = found.filepath;
  const value: unknown = typeof found.config === 'function' ? await call(found.config, context, file) : found.config;
  inputs.add(file);
  const pointer = basename(file) === 'package.json' ? '/pagegen' : '';
  return { file, value, source: sources.get(file), pointer, inputs: [...inputs] };
}

async function sourceOf(file: string): Promise<SourceDocument> {
  let fault: string | undefined;
  const text = (await readText(file)).replace(/^\uFEFF/, '');
  const source = await readSource(file, text, ({ severity, message, range }) => {
    if (severity === 'error') fault ??= range === undefined ? message : `line ${range.line}: ${message}`;
  });
  if (source !== undefined && fault === undefined && (isJsonObject(source.data) || Array.isArray(source.data))) {
    return source;
  }
  throw new InputError('invalid-configuration', `${file} cannot be read: ${fault ?? 'it is no object or list.'}`);
}

async function call(make: unknown, context: ConfigurationContext, file: string): Promise<unknown> {
  try {
    return await (make as (context: ConfigurationContext) => unknown)(context);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new InputError('invalid-configuration', `The function in ${file} failed: ${message}`, { cause });
  }
}
