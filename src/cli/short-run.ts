import { setFlagsFromString } from 'node:v8';

/**
 * V8 begins to optimize a function when it has run for a while, on threads beside the one that works. In a run of a
 * second that costs a third to a half of all processor time, for code that is done before it is repaid: what makes it
 * wait ten times as long, by major version of Node.js (the names change). Loops over megabytes are optimized all the same.
 */
const OPTIMIZE_LATER: Readonly<Record<string, string>> = {
  20: '--interrupt-budget=2000000',
  22: '--invocation-count-for-turbofan=30000',
  24: '--invocation-count-for-turbofan=30000',
};

/** Sets the engine of this process up for a run of seconds. Versions that are not known stay as they are. */
export function prepareForShortRun(nodeVersion: string): void {
  const [major = ''] = nodeVersion.split('.');
  const flag = OPTIMIZE_LATER[major];
  if (flag !== undefined) setFlagsFromString(flag);
}
