import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import type { Integration } from '../src/model/api.ts';
import { generate } from '../src/tasks/generate.ts';

// Runs generators, and bundles and measures programs that use what they wrote.

export const MODULES = process.env.PAGEGEN_RIVALS ?? fileURLToPath(new URL('node_modules', import.meta.url));
/** All clients are below it. */
export const folder = mkdtempSync(join(tmpdir(), 'pagegen-sizes-'));
// Zod, TanStack Query, SWR, Mock Service Worker.
symlinkSync(fileURLToPath(new URL('../node_modules', import.meta.url)), join(folder, 'node_modules'), 'dir');

/** Items of every list. */
export const COUNT = 250;

/** Runs a program of the rivals. Some of them need a newer Node.js. */
export async function run(script: string, args: readonly string[], cwd: string): Promise<void> {
  await runFile(join(MODULES, script), args, cwd);
}

export async function runFile(file: string, args: readonly string[], cwd: string): Promise<void> {
  const env = { ...process.env, CI: '1', NO_COLOR: '1', REDOCLY_TELEMETRY: 'off' };
  await promisify(execFile)(join(MODULES, 'node/bin/node'), [file, ...args], { cwd, env });
}

export interface Size {
  readonly minified: number;
  readonly gzipped: number;
}

/** Libraries that every program of a row has in common. */
const COMMON = ['@tanstack/*', 'react', 'react/jsx-runtime', 'swr', 'swr/*', 'msw', 'msw/*'];

/** Bundles a program in the document's folder and checks that it prints all items. */
export async function sizeOf(document: string, program: string, lists = 1, items = lists * COUNT): Promise<Size> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: dirname(document), loader: 'ts' },
    ...{ bundle: true, minify: true, write: false, format: 'esm', target: 'es2022', platform: 'browser' },
    external: COMMON,
    nodePaths: [MODULES],
    logLevel: 'error',
  });
  const [bundle] = outputFiles ?? [];
  if (bundle === undefined) throw new Error('no bundle');
  const file = join(dirname(document), 'bundle.mjs');
  writeFileSync(file, bundle.contents);
  const { stdout } = await promisify(execFile)(process.execPath, [file]);
  const printed = stdout.match(/item-\d+/g) ?? [];
  if (printed.length !== items) throw new Error(`${program}\n\nprints ${printed.length} items`);
  return { minified: bundle.contents.length, gzipped: gzipSync(bundle.contents, { level: 9 }).length };
}

export async function generateInto(document: string, integrations: readonly Integration[]): Promise<void> {
  const { files, diagnostics } = await generate({ document, with: integrations });
  if (files.length === 0) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  for (const { path, text } of files) {
    const file = join(dirname(document), 'pagegen', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

export const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(2)} KB`;
export const cells = (size: Size | undefined): string =>
  size === undefined ? '– | –' : `${kilobytes(size.minified)} | ${kilobytes(size.gzipped)}`;

export function versionOf(name: string): string {
  const file = join(MODULES, name, 'package.json');
  if (!existsSync(file)) throw new Error(`${name} is missing: npm install --prefix bench`);
  return `${name} ${(JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version}`;
}
