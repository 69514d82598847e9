import { statSync } from 'node:fs';
import module from 'node:module';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { upwards } from '../shared/paths.ts';

/**
 * V8 options that delay optimization to ten times its usual start, by major version of Node.js (their names change).
 * V8 optimizes on background threads. In a run of a second that takes a third to a half of all processor time, for code
 * that ends before it profits. Loops over megabytes are still optimized.
 */
const OPTIMIZE_LATER: Readonly<Record<string, string>> = {
  20: '--interrupt-budget=2000000',
  22: '--invocation-count-for-turbofan=30000',
  24: '--invocation-count-for-turbofan=30000',
};

/** Configures V8 for a run of a few seconds. Does nothing on versions of Node.js that are not in the table. */
export function prepareForShortRun(nodeVersion: string): void {
  const [major = ''] = nodeVersion.split('.');
  const flag = OPTIMIZE_LATER[major];
  if (flag !== undefined) setFlagsFromString(flag);
}

/**
 * Keeps compiled code between runs (Node.js 22.1 and later), which halves the time to load ts-morph. The cache is in
 * `node_modules/.cache/pagegen` of the project, unless another user owns that folder: V8 trusts what it finds there.
 */
export function keepCompiledCode(cwd: string): void {
  const folder = findNodeModules(cwd);
  if (folder === undefined || !('enableCompileCache' in module)) return;
  const { enableCompileCache } = module;
  if (typeof enableCompileCache === 'function') enableCompileCache(join(folder, '.cache', 'pagegen'));
}

/** Returns the nearest `node_modules` above a folder, if it belongs to the user. */
function findNodeModules(start: string): string | undefined {
  for (const folder of upwards(start)) {
    const found = join(folder, 'node_modules');
    const stats = statSync(found, { throwIfNoEntry: false });
    if (stats?.isDirectory()) return isOwn(stats.uid) ? found : undefined;
  }
  return undefined;
}

/** On Windows, files have no user id. */
function isOwn(uid: number): boolean {
  return process.getuid === undefined || process.getuid() === uid;
}
