import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeFolders } from '../output/save-text.ts';
import { InputError, systemReason } from '../shared/diagnostic.ts';

/** Files of the demo, by their path in the package. */
const FILES = { 'specs/close.yaml': 'crm.yaml', 'templates/demo/walk.mts': 'walk.mts' } as const;
export const DEMO_DOCUMENT = FILES['specs/close.yaml'];
export const DEMO_SCRIPT = FILES['templates/demo/walk.mts'];
export const DEMO_CLIENT = 'client';
/** More than the largest offset of the API, so that walks meet its ceiling. */
export const DEMO_ITEMS = 10_500;

/**
 * Copies the document and the script of the demo into a folder. The folder may hold an earlier demo.
 *
 * @param folder absolute path; created if it does not exist
 * @throws InputError `folder-not-empty`; `output-unwritable`
 */
export async function copyDemo(folder: string): Promise<void> {
  const names = await readdir(folder).catch((): string[] => []);
  const isDemo = names.includes(DEMO_DOCUMENT) && names.includes(DEMO_SCRIPT);
  // `npm install pagegen` leaves these in an empty folder.
  const others = names.filter(
    (name) => !name.startsWith('.') && !/^(?:node_modules|package(?:-lock)?\.json)$/.test(name),
  );
  if (others.length > 0 && !isDemo) {
    throw new InputError('folder-not-empty', `The demo needs an empty folder, but ${folder} has ${others[0]}.`, {
      hint: 'Name a new folder: `pagegen demo pagegen-demo`.',
    });
  }
  try {
    await makeFolders(folder);
    for (const [source, name] of Object.entries(FILES)) {
      // The user is invited to edit the files: an edited one is kept.
      if (!names.includes(name)) await writeFile(join(folder, name), await readFile(packaged(source)));
    }
  } catch (cause) {
    throw new InputError('output-unwritable', `Cannot write the demo into ${folder}: ${systemReason(cause)}.`, {
      cause,
    });
  }
}

/** Returns the path of a file of the package, which is above `dist/` or, in a clone, above `src/tasks/`. */
function packaged(path: string): string {
  const candidates = ['../', '../../'].map((up) => fileURLToPath(new URL(up + path, import.meta.url)));
  const found = candidates.find((file) => existsSync(file));
  if (found === undefined) throw new Error(`the package has no ${path}: looked for ${candidates.join(' and ')}`);
  return found;
}

export interface DemoWalk {
  readonly folder: string;
  /** Base URL of the mock. */
  readonly baseUrl: string;
  readonly onOutput: (text: string) => void;
  readonly signal: AbortSignal;
}

/** Runs the script of the demo in a process of its own, as the user would. Returns its exit code. */
export function walkDemo({ folder, baseUrl, onOutput, signal }: DemoWalk): Promise<number> {
  // Not every supported version of Node.js runs TypeScript.
  const loader = import.meta.resolve('jiti/register');
  const child = spawn(process.execPath, ['--import', loader, DEMO_SCRIPT, baseUrl], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  });
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', onOutput);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}
