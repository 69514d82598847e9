import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { unifiedDiff } from '../../src/shared/diff.ts';

/** Returns the file after `git apply` of the diff. */
function applied(before: string, after: string): string {
  const cwd = mkdtempSync(join(tmpdir(), 'pagegen-diff-'));
  try {
    writeFileSync(join(cwd, 'api.yaml'), before);
    const diff = unifiedDiff({ file: join(cwd, 'api.yaml'), before, after }, cwd);
    const { status, stderr } = spawnSync('git', ['apply', '--unidiff-zero', '-'], {
      cwd,
      input: diff,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`${stderr}\n${diff}`);
    return readFileSync(join(cwd, 'api.yaml'), 'utf8');
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

it.each([
  ['a line changed', 'a\nb\nc\nd\ne\nf\ng\n', 'a\nb\nc\nD\ne\nf\ng\n'],
  ['the last line without an end', 'a\nb', 'a\nc'],
  ['a line added at the end', 'a\n', 'a\nb\n'],
  ['lines far apart', `${'x\n'.repeat(20)}a\n${'y\n'.repeat(20)}b\n`, `${'x\n'.repeat(20)}A\n${'y\n'.repeat(20)}B\n`],
  ['a line taken out', 'a\nb\nc\n', 'a\nc\n'],
  ['Windows lines', 'a\r\nb\r\n', 'a\r\nB\r\n'],
])('git applies %s', (_, before, after) => expect(applied(before, after)).toBe(after));

it('git applies any change', () => {
  const line = fc.constantFrom('a', 'b', 'c', '', 'key: value');
  const text = fc.array(line, { minLength: 1, maxLength: 15 }).map((lines) => `${lines.join('\n')}\n`);
  fc.assert(
    fc.property(text, text, (before, after) => {
      fc.pre(before !== after);
      expect(applied(before, after)).toBe(after);
    }),
    { numRuns: 25 },
  );
});
