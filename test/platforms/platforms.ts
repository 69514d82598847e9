import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { CHROMIUM, consoleOf } from './chromium.ts';
import type { Report } from './conformance.ts';
import type { Servers } from './servers.ts';

/** A platform that the conformance file is run on. */
export interface Platform {
  readonly name: string;
  /** Its row in `docs/platforms.md`. */
  readonly row: string;
  /** The program that runs the file. If it is missing, so is the platform. */
  readonly program: string;
  /** Runs the conformance file, which is at `file` and on the servers. */
  run(servers: Servers, file: string): Promise<Report>;
}

export const FOLDER: string = fileURLToPath(new URL('.', import.meta.url));

/** Longer than all cases take, shorter than the time limit of a request: a timer left behind would be noticed. */
const MOST = 45_000;

const command = (name: string, row: string, program: string, args: readonly string[] = []): Platform => ({
  name,
  row,
  program,
  async run({ origins }, file) {
    const { stdout } = await promisify(execFile)(program, [...args, file, JSON.stringify(origins)], { timeout: MOST });
    return JSON.parse(stdout) as Report;
  },
});

const chromium = (name: string, host: 'main' | 'pages', path: string): Platform => ({
  name,
  row: name,
  program: CHROMIUM,
  async run({ origins, pages }) {
    const url = `${host === 'main' ? origins.main : pages}${path}?${encodeURIComponent(JSON.stringify(origins))}`;
    return JSON.parse(await consoleOf(url, '{"platform"', MOST)) as Report;
  },
});

const installed = (path: string): string => `${FOLDER}node_modules/${path}`;

export const PLATFORMS: readonly Platform[] = [
  command(`the Node.js at hand (${process.version})`, 'Node.js', process.execPath),
  command('Node.js 20.19', 'Node.js', installed('node-20/bin/node')),
  command('Node.js 22', 'Node.js', installed('node-22/bin/node')),
  command('Node.js 24', 'Node.js', installed('node-24/bin/node')),
  command('Bun', 'Bun', installed('@oven/bun-linux-x64/bin/bun')),
  command('Deno', 'Deno', installed('@deno/linux-x64-glibc/deno'), ['run', '--no-config', '--allow-net']),
  chromium("Chromium, web page of the API's origin", 'main', '/page'),
  chromium('Chromium, web page of another origin', 'pages', '/page'),
  chromium('Chromium, worker', 'pages', '/worker'),
];

export const isMissing = ({ program }: Platform): boolean => !existsSync(program);
