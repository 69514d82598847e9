import { toPosixPath } from './pretty.ts';

/** The text of a file before and after its fixes. */
export interface FileChange {
  /** Absolute path. */
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

const CONTEXT = 3;

/** Returns a unified diff that `patch -p1` and `git apply` accept. */
export function unifiedDiff({ file, before, after }: FileChange, cwd: string): string {
  const [old, now] = [linesOf(before), linesOf(after)];
  const path = toPosixPath(file, cwd);
  const hunks = groupHunks(hunksOf(old, now)).map((group) => printGroup(group, old, now));
  return `--- a/${path}\n+++ b/${path}\n${hunks.join('')}`;
}

/** Lines `start` to `end` of the old text became lines `nowStart` to `nowEnd` of the new text. Lines count from 0. */
interface Hunk {
  readonly start: number;
  readonly end: number;
  readonly nowStart: number;
  readonly nowEnd: number;
}

/** Finds the changed lines. Fixes add and remove few lines, so the next line that both texts share is near. */
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

/** Returns the nearest pair of equal lines. Each round of the search compares one more line of both texts. */
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

/** Groups changes whose context lines would overlap: a diff prints each group as one hunk. */
function groupHunks(hunks: readonly Hunk[]): Hunk[][] {
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

/** Splits a text into lines; each line keeps its line feed. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
