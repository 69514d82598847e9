import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lint } from '../../../src/tasks/lint.ts';

const text = readFileSync(join(import.meta.dirname, 'api.yaml'), 'utf8');

/** `line rule` of each line of the document that a comment marks as wrong. */
const planted = text.split('\n').flatMap((line, index) => {
  const rule = / {2}# fault: ([\w-]+)$/.exec(line)?.[1];
  return rule === undefined ? [] : [`${index + 1} ${rule}`];
});

it('holds fifty faults', () => expect(planted).toHaveLength(50));

it('finds all of them, none twice, and nothing else', async () => {
  const { findings } = await lint({ documents: ['api.yaml'], cwd: import.meta.dirname, profile: 'strict' });
  expect(findings.map(({ line, code }) => `${line} ${code}`)).toEqual(planted);
});

it('finds them in the text that each finding underlines', async () => {
  const { findings } = await lint({ documents: ['api.yaml'], cwd: import.meta.dirname, profile: 'strict' });
  const lines = text.split('\n');
  for (const { line, column, endLine, endColumn } of findings) {
    const marked = lines[line - 1]?.slice(column - 1, endLine === line ? endColumn - 1 : undefined) ?? '';
    expect(marked.trim()).toBe(marked);
    expect(marked).not.toMatch(/^$|# fault/);
  }
});
