import { spawn } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from '../../docs/samples.ts';

/** A folder as a reader of the docs has it: the built pagegen is installed, next to the two seed documents. */
export interface Project {
  readonly folder: string;
  put(path: string, text: string): Promise<void>;
  remove(): Promise<void>;
}

/** @param origins what takes the place of an origin in the seed documents: a look-alike's address */
export async function createProject(origins: Readonly<Record<string, string>> = {}): Promise<Project> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'pagegen-docs-')));
  const put = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  };
  await mkdir(join(folder, 'node_modules/.bin'), { recursive: true });
  for (const name of await readdir(join(ROOT, 'node_modules'))) {
    if (!name.startsWith('.')) await symlink(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name));
  }
  await symlink(ROOT, join(folder, 'node_modules/pagegen'));
  await symlink(join(ROOT, 'dist/cli.js'), join(folder, 'node_modules/.bin/pagegen'));
  await symlink(join(ROOT, 'node_modules/tsx/dist/cli.mjs'), join(folder, 'node_modules/.bin/tsx'));
  await chmod(join(ROOT, 'dist/cli.js'), 0o755);
  await put('package.json', '{ "name": "docs", "private": true, "type": "module" }\n');
  await cp(join(ROOT, 'specs'), join(folder, 'specs'), { recursive: true });
  for (const name of ['specs/close.yaml', 'specs/places.yaml']) {
    let text = await readFile(join(ROOT, name), 'utf8');
    for (const [origin, url] of Object.entries(origins)) text = text.replaceAll(origin, url);
    await put(name, text);
  }
  return { folder, put, remove: () => rm(folder, { recursive: true, force: true }) };
}

export interface Outcome {
  readonly code: number | null;
  /** Standard output and error, in the order in which they were written. */
  readonly output: string;
}

/** Runs a sample of a shell to its end. */
export async function sh(folder: string, script: string, env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
  const child = startSh(folder, script, env);
  let output = '';
  for await (const chunk of child.stdout) output += chunk;
  const code = child.exitCode ?? (await new Promise<number | null>((resolve) => child.once('close', resolve)));
  return { code, output };
}

/** Starts a sample of a shell. `npx` is what it comes to with pagegen installed: the command itself, with npm's variables. */
export function startSh(folder: string, script: string, env: NodeJS.ProcessEnv = {}) {
  const { NO_COLOR: _, FORCE_COLOR: __, GITHUB_ACTIONS: ___, ...inherited } = process.env;
  const path = `${join(folder, 'node_modules/.bin')}:${process.env['PATH']}`;
  return spawn(
    'sh',
    ['-e', '-c', `exec 2>&1; npx() { npm_lifecycle_event=npx npm_lifecycle_script="$1" "$@"; }\n${script}`],
    {
      cwd: folder,
      env: { ...inherited, PATH: path, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    },
  );
}
