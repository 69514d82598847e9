import { describe, expect, it } from 'vitest';
import type { LocatedDiagnostic } from '../../src/shared/locate.ts';
import { formatPretty } from '../../src/shared/pretty.ts';

const diagnostic: LocatedDiagnostic = {
  code: 'some-code',
  severity: 'warning',
  message: 'Something is odd.',
  hint: 'Mend it.',
  location: { file: '/project/specs/x.yaml', pointer: '/a' },
  file: '/project/specs/x.yaml',
  pointer: '/a',
  line: 12,
  column: 6,
  endLine: 12,
  endColumn: 9,
  excerpt: { text: '\t a: odd', offset: 5 },
};
const print = (changes: Partial<LocatedDiagnostic> = {}, cwd = '/project') =>
  formatPretty({ ...diagnostic, ...changes }, { colors: false, cwd });

describe('formatPretty', () => {
  it('says where, what and what to do, and underlines the place', () => {
    expect(print()).toBe(
      [
        'specs/x.yaml:12:6  warning  Something is odd.  [some-code]',
        '  12 | \t a: odd',
        '     | \t    ^^^',
        '  hint: Mend it.',
        '',
      ].join('\n'),
    );
  });

  it('underlines the first line of a longer range, and one column of an empty one', () => {
    expect(print({ column: 3, endLine: 14, endColumn: 2, excerpt: { text: '\t a: odd  ', offset: 2 } })).toContain(
      '| \t ^^^^^^\n',
    );
    expect(print({ endColumn: 6 })).toContain('| \t    ^\n');
  });

  it('names files outside of the working folder in full, and standard input as it is', () => {
    expect(print({}, '/project/other')).toMatch(/^\/project\/specs\/x\.yaml:12:6 /);
    expect(print({ file: '<stdin>' })).toMatch(/^<stdin>:12:6 /);
  });

  it('lists related places', () => {
    const { file, pointer, line, column, endLine, endColumn, excerpt } = diagnostic;
    expect(
      print({ related: [{ message: 'declared here', file, pointer, line, column, endLine, endColumn, excerpt }] }),
    ).toContain('\n  see: specs/x.yaml:12:6  declared here\n');
  });

  it('lets no control characters of a document through to the terminal', () => {
    const text = print({ message: 'red \u001b[31m \u202e', excerpt: { text: 'a\u001b]0;title\u0007', offset: 0 } });
    for (const character of ['\u001b', '\u0007', '\u202e']) expect(text).not.toContain(character);
  });

  it('colours if it may', () => {
    expect(formatPretty(diagnostic, { colors: true, cwd: '/project' })).toContain('\u001b[33mwarning\u001b[39m');
  });
});
