import { posixPath } from './pretty.ts';

/** A file as it is and as fixes make it. */
export interface FileChange {
  /** Absolute. */
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

const CONTEXT = 3;

/** A unified diff that `patch -p1` and `git apply` take. */
export function unifiedDiff({ file, before, after }: FileChange, cwd: string): string {
  const [old, now] = [linesOf(before), linesOf(after)];
  const path = posixPath(file, cwd);
  const hunks = grouped(hunksOf(old, now)).map((group) => printGroup(group, old, now));
  return `--- a/${path}\n+++ b/${path}\n${hunks.join('')}`;
}

/** Lines `start` (from 0) to `end` of the old text became `nowStart` to `nowEnd` of the new. */
interface Hunk {
  readonly start: number;
  readonly end: number;
  readonly nowStart: number;
  readonly nowEnd: number;
}

/** Fixes change lines in place and add or remove few, so the next line that both share is near. */
function hunksOf(old: readonly string[], now: readonly string[]): Hunk[] {
  const hunks: Hunk[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && old[i] === now[j]) {
      i++;
      j++;
      continue;
    }
    const [next, nowNext] = nextCommon(old, now, i, j);
    hunks.push({ start: i, end: next, nowStart: j, nowEnd: nowNext });
    [i, j] = [next, nowNext];
  }
  return hunks;
}

/** The nearest pair of equal lines, looking at ever more lines of both. */
function nextCommon(old: readonly string[], now: readonly string[], i: number, j: number): [number, number] {
  for (let away = 1; i + away <= old.length || j + away <= now.length; away++) {
    for (let step = 0; step <= away; step++) {
      for (const [a, b] of [
        [i + away, j + step],
        [i + step, j + away],
      ] as const) {
        if (a < old.length && b < now.length && old[a] === now[b]) return [a, b];
      }
    }
  }
  return [old.length, now.length];
}

/** Changes whose contexts would overlap are one hunk. */
function grouped(hunks: readonly Hunk[]): Hunk[][] {
  const groups: Hunk[][] = [];
  for (const hunk of hunks) {
    const last = groups.at(-1)?.at(-1);
    if (last !== undefined && hunk.start - last.end <= 2 * CONTEXT) groups.at(-1)?.push(hunk);
    else groups.push([hunk]);
  }
  return groups;
}

function printGroup(group: readonly Hunk[], old: readonly string[], now: readonly string[]): string {
  const [first, last] = [group[0]!, group.at(-1)!];
  const from = Math.max(0, first.start - CONTEXT);
  const to = Math.min(old.length, last.end + CONTEXT);
  const lines: string[] = [];
  let at = from;
  for (const { start, end, nowStart, nowEnd } of group) {
    lines.push(...old.slice(at, start).map((line) => ` ${line}`));
    lines.push(...old.slice(start, end).map((line) => `-${line}`));
    lines.push(...now.slice(nowStart, nowEnd).map((line) => `+${line}`));
    at = end;
  }
  lines.push(...old.slice(at, to).map((line) => ` ${line}`));
  const nowFrom = first.nowStart - (first.start - from);
  const nowTo = last.nowEnd + (to - last.end);
  const body = lines.map((line) => (line.endsWith('\n') ? line : `${line}\n\\ No newline at end of file\n`)).join('');
  return `@@ -${from + 1},${to - from} +${nowFrom + 1},${nowTo - nowFrom} @@\n${body}`;
}

/** Each with its line ending. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
