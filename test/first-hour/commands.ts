import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../docs/samples.ts';

/** A command line of a page, as a reader copies it. */
export interface PageCommand {
  readonly line: string;
  /** True for a server, which runs to the end of the page. */
  readonly isServer: boolean;
}

/** Returns the commands of a page in their order, the part for contributors excepted. */
export function commandsOf(page: string): PageCommand[] {
  const [text = ''] = readFileSync(join(ROOT, page), 'utf8').split('\n## Contributing\n');
  return [...text.matchAll(/^```sh([^\n]*)\n([\s\S]*?)^```$/gm)].flatMap(([, info = '', body = '']) =>
    body
      .trimEnd()
      .split('\n')
      .map((line) => ({ line, isServer: info.startsWith(' background') })),
  );
}

/** Returns the files of a page by name: samples with `[name]`. */
export function filesOf(page: string): ReadonlyMap<string, string> {
  const text = readFileSync(join(ROOT, page), 'utf8');
  return new Map(
    [...text.matchAll(/^```\w+ \[([^\]]+)\][^\n]*\n([\s\S]*?)^```$/gm)].map(([, name = '', body = '']) => [name, body]),
  );
}

/** Runs a command line in a shell. Throws with everything that it printed if it fails. */
export async function run(line: string, cwd: string): Promise<{ readonly stdout: string; readonly stderr: string }> {
  try {
    // npm's own settings of the test's process would lead `npx` to the repository.
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')));
    return await promisify(execFile)('sh', ['-c', line], { cwd, env, maxBuffer: 2 ** 26 });
  } catch (failure) {
    const { stdout, stderr } = failure as { stdout?: string; stderr?: string };
    throw new Error(`${line} failed:\n${stdout}${stderr}`, { cause: failure });
  }
}

/** Starts a server and waits for its first line. It is the leader of its group, so that the group can be stopped. */
export async function serve(line: string, cwd: string): Promise<ChildProcess> {
  const server = spawn('sh', ['-c', line], { cwd, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  await once(server.stdout, 'data');
  return server;
}

export async function freePort(): Promise<string> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  return String(typeof address === 'object' ? address?.port : address);
}

/** Waits until a server answers. Returns the text. */
export async function answering(url: string): Promise<string> {
  for (let tries = 0; ; tries++) {
    const text = await fetch(url).then(
      (response) => response.text(),
      (error: unknown) => {
        if (tries === 100) throw error;
      },
    );
    if (text !== undefined) return text;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
