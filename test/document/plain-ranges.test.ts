import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { parsePlainSource } from '../../src/document/parse/plain-yaml.ts';
import { treeRanges } from '../../src/document/parse/yaml-source.ts';
import { parseTree } from '../../src/document/parse/yaml-text.ts';
import { pointersOf } from './pointers-of.ts';

function sourceOf(text: string) {
  const source = parsePlainSource('/api.yaml', text);
  if (source === undefined) throw new Error(`not plain: ${JSON.stringify(text)}`);
  return source;
}

/** Places as the parser that builds a tree knows them. */
function expectSame(text: string): void {
  const { data, range } = sourceOf(text);
  const slow = treeRanges(text, parseTree(text));
  for (const pointer of pointersOf(data)) {
    expect(range(pointer), `${pointer} in ${JSON.stringify(text)}`).toEqual(slow(pointer));
    expect(range(pointer, 'key'), `key of ${pointer} in ${JSON.stringify(text)}`).toEqual(slow(pointer, 'key'));
    expect(range(`${pointer}/nowhere/at all`)).toEqual(slow(`${pointer}/nowhere/at all`));
  }
}

describe('places in plain YAML', () => {
  it.each([
    'a: 1\nb: [x, "y", \'z\']\n',
    'a:\n  b:\n  - c: 1\n    d: 2\n  - e\nf: {}\n',
    'a: |\n  text\n   more\n\n  end\nb: >-\n  folded\n  text\n\n  para\nc: 1\n',
    '"a|b": |\n  text\nc: >+ # a > b | c\n  text\n\n',
    'a: { b: [1, 2, ], "c": {}, d, e: , f: [ ] }\ng: [a: 1, { b: 2 }]\n',
    'a: [ # one ]\n  b, # two }\n  c\n  ]\nd:\n',
    'a: plain text\n  over lines\n\n  and paragraphs\nb: "x\n\n  y"\n',
    '- - a\n  - b\n-\n  c: d\n- |\n  e\n',
    '---\na: 1\n...\n',
    '? a\n: b\n? "c"\n: - d\n',
    'a:\r\n  - b\r\n  - |\r\n    c\r\nd: "😀"\r\ne: { f: "😀", g: 1 }\r\n',
    'a: &x 1\nb: *x\nc: &y { d: [1, 2] }\ne: [*x, *y]\n',
    'a: &long\n  b: 1\n  c: &inner [2]\nd: *long\ne:\n  - *inner\nf: &t |\n  text\ng: *t\nh: 1\n',
  ])('are in %j those that the other parser finds', expectSame);

  it('are in text that is written of any value those that the other parser finds', () => {
    const options = fc.record({ lineWidth: fc.constantFrom(0, 20, 80), indent: fc.constantFrom(2, 4) });
    const root = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 }), { minKeys: 1 });
    fc.assert(
      fc.property(root, options, (value, each) => {
        const text = stringify(value, { ...each, aliasDuplicateObjects: false });
        if (parsePlainSource('/api.yaml', text) !== undefined) expectSame(text);
      }),
    );
  });

  it('leave out the comment behind the last line of a collection', () => {
    expect(sourceOf('a:\n  b: 1 # one\nc: 2\n').range('/a')).toEqual({ line: 2, column: 3, endLine: 2, endColumn: 7 });
  });

  it('are the dash of an item that is empty', () => {
    const { range } = sourceOf('a:\n  - # one\n  - 2\n  -\n');
    expect(range('/a/0')).toEqual({ line: 2, column: 3, endLine: 2, endColumn: 4 });
    expect(range('/a/2')).toEqual({ line: 4, column: 3, endLine: 4, endColumn: 4 });
  });
});
