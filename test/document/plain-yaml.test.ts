import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { readPlainYaml } from '../../src/document/parse/plain-yaml.ts';
import { parseYaml } from '../../src/document/parse/yaml-text.ts';

/** Returns the data of the parser that knows every place, or undefined if it reports a fault. */
function slowly(text: string): { data: unknown } | undefined {
  const parsed = parseYaml('/api.yaml', text, () => {});
  return parsed && { data: parsed.data };
}

/** The fast parser may leave a text to the other one, but never read something else than it. */
function expectSame(text: string): void {
  const fast = readPlainYaml(text);
  const slow = slowly(text);
  if (fast && slow) expect(fast, JSON.stringify(text)).toEqual(slow);
}

describe('plain YAML', () => {
  it.each([
    'a: 1\nb: [x, "y", \'z\']\n',
    'a: |\n  text\n   more\n\n  end\nb: >-\n  folded\n  text\n\n  para\n',
    '1.0: a\n200: b\n0x1F: c\nnull: d\ntrue: e\n',
    'a: 0o17\nb: 0x1F\nc: 1e3\nd: .5\ne: -0\nf: 012\ng: 1_000\nh: 2020-01-01\ni: yes\nj: ~\nk:\nl: Null\nm: 5.\nn: 1.e2\n',
    '__proto__: 1\nconstructor: 2\n',
    'a: plain text\n  over lines\n\n  and paragraphs # comment\n',
    '- - a\n  - b\n-\n  c: d\n',
    '---\na: 1\n...\n',
    "a: \"x\\n\\u263A \\\n   y\"\nb: 'it''s'\n",
    'a: 9007199254740993\n',
    'a:\r\n  - b\r\n  - |\r\n    c\r\n',
    'a: |\n  A quote:\n  >\n  > text\n  |\n  end\nb: "x\n  >\n  y"\n',
    'a: &x 1\nb: *x\nc: &y { d: [1, 2] }\ne: [*x, *y]\n',
    'a: &long\n  b: 1\n  c: &inner [2]\nd: *long\ne: *inner\n',
    'a: &t |\n  text\nb: *t\n',
  ])('reads %j as the other parser does', (text) => {
    expect(readPlainYaml(text)).toEqual(slowly(text));
  });

  it.each([
    'a: &x 1\na2: &x 2\nb: *x\n',
    'a: &x\nb: *x\n',
    'a: &x [*x]\n',
    'a: &x 1\nb: &y [*x]\n',
    '&k a: 1\nb: *k\n',
    'a: &x b\n*x : c\n',
    'a:\n  >-\n  text\n',
    'a: !!str 1\n',
    'a: &x {}\nb: { <<: *x }\n',
    'a: 1\na: 2\n',
    '%YAML 1.2\n---\na: 1\n',
    'a: 1\n---\nb: 2\n',
    '[a]: 1\n',
    '? {a: 1}\n: b\n',
    ': 1\n',
    '<<: 1\n',
    'a: .inf\n',
    'a: 1e400\n',
    'a: [\n',
    'a: b: c\n',
    '',
    '# nothing\n',
  ])('leaves %j to it', (text) => {
    expect(readPlainYaml(text)).toBeUndefined();
  });

  it('reads what it writes of any value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        expectSame(stringify(value));
      }),
    );
  });

  // Where the other one finds fault with what YAML 1.2 allows, such as a tab before a value, this one may read it.
  it('never reads anything else, for any text', () => {
    const bit = fc.constantFrom(
      ...[
        'a',
        'b: ',
        '- ',
        '\n',
        '\n  ',
        '\n    ',
        ' ',
        '"',
        "'",
        '[',
        ']',
        '{',
        '}',
        ', ',
        ': ',
        '#',
        ' # ',
        '|\n',
        '>\n',
      ],
      ...[
        '1',
        '.5',
        '0x1',
        '~',
        'null',
        'true',
        '\t',
        '\\',
        '?',
        '? ',
        '!',
        '&',
        '*',
        '&a ',
        '*a',
        'c: &a ',
        'd: *a',
        '\n  >-\n  ',
        '%',
        '@',
        '-',
        '---\n',
        '...\n',
        '<<: ',
      ],
    );
    fc.assert(
      fc.property(fc.array(bit, { maxLength: 14 }), (bits) => {
        expectSame(bits.join(''));
      }),
      { numRuns: 3000 },
    );
  });
});
