import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { InputError } from '../shared/diagnostic.ts';
import type { OutputFile } from './output-file.ts';

/** A formatter that the user has, set up for a folder. */
export interface Formatter {
  /** The text of a file as the formatter writes it; unchanged where its settings leave the file out. */
  format(file: string, text: string): Promise<string>;
}

/**
 * Absolute path of a module of a package that is installed for a folder.
 *
 * @throws InputError `no-formatter`
 */
function installed(module: string, name: string, folder: string): string {
  try {
    return createRequire(join(folder, 'package.json')).resolve(module);
  } catch (cause) {
    throw new InputError('no-formatter', `${folder} is set up for ${name}, which is not installed there.`, {
      hint: "Install it, or leave `format: 'auto'` out.",
      cause,
    });
  }
}

/** Biome as it is installed and set up for a folder. A file that its settings leave out stays as it is. */
function biome(folder: string): Formatter {
  const program = installed('@biomejs/biome/bin/biome', 'Biome', folder);
  return {
    format: (file, text) => run([program, 'format', `--stdin-file-path=${file}`], folder, text),
  };
}

function run(args: readonly string[], cwd: string, input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, stdio: 'pipe' });
    const output = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (part: string) => (output.stdout += part));
    child.stderr.setEncoding('utf8').on('data', (part: string) => (output.stderr += part));
    // A program that ends early closes its input; what it says is what counts.
    child.stdin.on('error', () => undefined);
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(output.stdout);
      else reject(new InputError('no-formatter', `Biome failed: ${output.stderr.trim()}`));
    });
    child.stdin.end(input);
  });
}

/** What we need of Prettier 3. */
interface Prettier {
  format(text: string, options: object): Promise<string>;
  resolveConfig(file: string, options: object): Promise<object | null>;
  getFileInfo(file: string, options: object): Promise<{ readonly ignored: boolean }>;
}

/** Prettier as it is installed and set up for a folder, `.editorconfig` and `.prettierignore` included. */
async function prettier(folder: string): Promise<Formatter> {
  const module = installed('prettier', 'Prettier', folder);
  const { default: tool } = (await import(pathToFileURL(module).href)) as { default: Prettier };
  return {
    async format(file, text) {
      const { ignored } = await tool.getFileInfo(file, { ignorePath: join(folder, '.prettierignore') });
      if (ignored) return text;
      const options = await tool.resolveConfig(file, { editorconfig: true });
      return tool.format(text, { ...options, filepath: file });
    },
  };
}

/**
 * The formatter whose configuration is nearest to a folder, in it or above. Biome where both are equally near.
 *
 * @throws InputError `no-formatter` where it is not installed
 */
async function findFormatter(folder: string): Promise<Formatter | undefined> {
  for (let at = folder; ; at = dirname(at)) {
    const names = await readdir(at).catch((): string[] => []);
    if (names.some((name) => /^\.?biome\.jsonc?$/.test(name))) return biome(at);
    if (names.some((name) => /^(?:\.prettierrc(?:\..+)?|prettier\.config\.[cm]?[jt]s)$/.test(name)))
      return prettier(at);
    if (names.includes('package.json') && (await asksForPrettier(join(at, 'package.json')))) return prettier(at);
    if (dirname(at) === at) return undefined;
  }
}

async function asksForPrettier(file: string): Promise<boolean> {
  try {
    return Object.hasOwn(JSON.parse(await readFile(file, 'utf8')), 'prettier');
  } catch {
    return false;
  }
}

/** How many files are formatted at a time. */
const AT_A_TIME = 4;

/**
 * The TypeScript among the files as the formatter writes it that is set up for the folder: Biome or Prettier, whichever
 * configuration is nearest. Unchanged where there is none.
 *
 * @param folder absolute path of the output folder
 * @throws InputError `no-formatter` where the formatter is set up but not installed, or fails
 */
export async function formatFiles<File extends OutputFile>(
  files: readonly File[],
  folder: string,
): Promise<readonly File[]> {
  const formatter = await findFormatter(folder);
  if (formatter === undefined) return files;
  const formatted = [...files];
  const waiting = files.entries();
  const work = async (): Promise<void> => {
    for (const [index, file] of waiting) {
      if (!file.path.endsWith('.ts')) continue;
      formatted[index] = { ...file, text: await formatter.format(join(folder, file.path), file.text) };
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  return formatted;
}
