import { describe, expect, it } from 'vitest';
import { parseSource } from '../../src/document/parse/yaml-source.ts';
import type { Diagnostic } from '../../src/shared/diagnostic.ts';
import { locate } from '../../src/shared/locate.ts';

function source(file: string, text: string) {
  const parsed = parseSource(file, text, ({ message }) => {
    throw new Error(message);
  });
  if (parsed === undefined) throw new Error('has to parse');
  return [file, parsed] as const;
}

const texts = new Map([
  source('/d/z.yaml', 'a: 1\nb: { c: 2 }\n'),
  source('/d/b.yaml', 'x: 1\n'),
  source('/d/a.yaml', 'x: 1\n'),
]);
const at = (file: string, pointer: string, code = 'some-code'): Diagnostic => ({
  code,
  severity: 'error',
  message: 'm',
  location: { file, pointer },
});
const brief = (diagnostics: readonly Diagnostic[]) =>
  locate(diagnostics, texts).map(({ file, line, column, code }) => `${file}:${line}:${column} ${code}`);

describe('locate', () => {
  it('sorts: the document itself, other files by name, then line, column, code', () => {
    expect(
      brief([
        at('/d/b.yaml', '/x'),
        at('/d/z.yaml', '/b/c', 'b-code'),
        at('/d/z.yaml', '/b/c', 'a-code'),
        at('/d/a.yaml', '/x'),
        at('/d/z.yaml', '/a'),
      ]),
    ).toEqual([
      '/d/z.yaml:1:4 some-code',
      '/d/z.yaml:2:9 a-code',
      '/d/z.yaml:2:9 b-code',
      '/d/a.yaml:1:4 some-code',
      '/d/b.yaml:1:4 some-code',
    ]);
  });

  it('says a thing once', () => {
    expect(brief([at('/d/a.yaml', '/x'), at('/d/a.yaml', '/x')])).toHaveLength(1);
  });

  it('returns the pointer, the whole range, related places and the source line', () => {
    const [found] = locate(
      [
        {
          ...at('/d/z.yaml', '/b/c'),
          hint: 'h',
          related: [{ message: 'here', location: { file: '/d/a.yaml', pointer: '/x', part: 'key' } }],
        },
      ],
      texts,
    );
    expect(found).toMatchObject({
      pointer: '/b/c',
      line: 2,
      column: 9,
      endLine: 2,
      endColumn: 10,
      hint: 'h',
      excerpt: { text: 'b: { c: 2 }', offset: 8 },
      related: [{ message: 'here', file: '/d/a.yaml', line: 1, column: 1 }],
    });
  });

  it('cuts very long lines to the part around the place', () => {
    const text = `{"a":"${'x'.repeat(5000)}","b":1,"c":"${'y'.repeat(5000)}"}`;
    const [found] = locate([at('/d/min.json', '/b')], new Map([source('/d/min.json', text)]));
    expect(found?.excerpt.text).toHaveLength(160);
    expect(found?.excerpt.text[found.excerpt.offset]).toBe('1');
  });
});
