import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { InputError } from '../shared/diagnostic.ts';
import { upwards } from '../shared/paths.ts';
import type { OutputFile } from './manifest.ts';

/** A formatter that the user installed and configured for a folder. */
export interface Formatter {
  /** Extensions of the files that it formats. */
  readonly extensions: readonly string[];
  /** Returns the formatted text of a file, or the text as it is if the formatter's settings exclude the file. */
  format(file: string, text: string): Promise<string>;
}

/**
 * Returns the absolute path of a module of a package that is installed for a folder.
 *
 * @throws InputError `no-formatter`
 */
function resolveInstalled(module: string, name: string, folder: string): string {
  try {
    return createRequire(join(folder, 'package.json')).resolve(module);
  } catch (cause) {
    throw new InputError('no-formatter', `${folder} is configured for ${name}, which is not installed there.`, {
      hint: `Install ${name}, or remove \`format: 'auto'\`.`,
      cause,
    });
  }
}

/** The line of generated files that keeps Biome from formatting them. */
const SWITCH = /^\/\/ biome-ignore-all format: .*\n/m;

/** Returns the Biome that is installed and configured for a folder. Biome leaves excluded files unchanged. */
function biome(folder: string): Formatter {
  const program = resolveInstalled('@biomejs/biome/bin/biome', 'Biome', folder);
  return {
    extensions: ['.ts'],
    format: (file, text) => run([program, 'format', `--stdin-file-path=${file}`], folder, text.replace(SWITCH, '')),
  };
}

function run(args: readonly string[], cwd: string, input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, stdio: 'pipe' });
    const output = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (part: string) => (output.stdout += part));
    child.stderr.setEncoding('utf8').on('data', (part: string) => (output.stderr += part));
    // A program that exits early closes its input. Its exit code and output are reported instead of that error.
    child.stdin.on('error', () => undefined);
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(output.stdout);
      else reject(new InputError('no-formatter', `Biome failed: ${output.stderr.trim()}`));
    });
    child.stdin.end(input);
  });
}

/** The part of Prettier 3's interface that we use. */
interface Prettier {
  format(text: string, options: object): Promise<string>;
  resolveConfig(file: string, options: object): Promise<object | null>;
  getFileInfo(file: string, options: object): Promise<{ readonly ignored: boolean }>;
}

/** Returns the Prettier that is installed for a folder. It follows `.editorconfig` and `.prettierignore`. */
async function prettier(folder: string): Promise<Formatter> {
  const module = resolveInstalled('prettier', 'Prettier', folder);
  const { default: tool } = (await import(pathToFileURL(module).href)) as { default: Prettier };
  return {
    extensions: ['.ts', '.md'],
    async format(file, text) {
      const { ignored } = await tool.getFileInfo(file, { ignorePath: join(folder, '.prettierignore') });
      if (ignored) return text;
      const options = await tool.resolveConfig(file, { editorconfig: true });
      return tool.format(text, { ...options, filepath: file });
    },
  };
}

/**
 * Returns the formatter whose configuration is nearest: in the folder or in the nearest folder above it. If one folder
 * configures both, Biome wins.
 *
 * @throws InputError `no-formatter` if that formatter is not installed
 */
async function findFormatter(folder: string): Promise<Formatter | undefined> {
  for (const at of upwards(folder)) {
    const names = await readdir(at).catch((): string[] => []);
    if (names.some((name) => /^\.?biome\.jsonc?$/.test(name))) return biome(at);
    if (names.some((name) => /^(?:\.prettierrc(?:\..+)?|prettier\.config\.[cm]?[jt]s)$/.test(name)))
      return prettier(at);
    if (names.includes('package.json') && (await asksForPrettier(join(at, 'package.json')))) return prettier(at);
  }
  return undefined;
}

/** True if a `package.json` configures Prettier or lists it as a dependency: Prettier needs no configuration. */
async function asksForPrettier(file: string): Promise<boolean> {
  try {
    const manifest: Readonly<Record<string, unknown>> = JSON.parse(await readFile(file, 'utf8'));
    const sections = [manifest, manifest.dependencies, manifest.devDependencies];
    return sections.some((section) => typeof section === 'object' && section !== null && 'prettier' in section);
  } catch {
    return false;
  }
}

/** Number of files that are formatted at the same time. */
const AT_A_TIME = 4;

/**
 * Formats the files with the formatter that is set up for the folder: Biome or Prettier, whichever is nearer. Prettier
 * also formats the README. If there is none, returns undefined.
 *
 * @param folder absolute path of the output folder
 * @throws InputError `no-formatter` if the formatter is configured but not installed, or if it fails
 */
export async function formatFiles<File extends OutputFile>(
  files: readonly File[],
  folder: string,
): Promise<readonly File[] | undefined> {
  const formatter = await findFormatter(folder);
  if (formatter === undefined) return undefined;
  const formatted = [...files];
  const waiting = files.entries();
  const work = async (): Promise<void> => {
    for (const [index, file] of waiting) {
      if (!formatter.extensions.some((extension) => file.path.endsWith(extension))) continue;
      formatted[index] = { ...file, text: await formatter.format(join(folder, file.path), file.text) };
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  return formatted;
}
