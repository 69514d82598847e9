import { setFlagsFromString } from 'node:v8';

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
