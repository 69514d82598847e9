import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJsonSource } from '../../src/document/parse/json-source.ts';
import { treeRanges } from '../../src/document/parse/yaml-source.ts';
import { parseTree } from '../../src/document/parse/yaml-text.ts';
import { pointersOf } from './pointers-of.ts';

function rangesOf(text: string) {
  return parseJsonSource('/api.json', text)!.range;
}

describe('places in JSON', () => {
  it('are those that the parser of YAML finds, which reads JSON, too', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(undefined, 1, '\t', '\r\n '), (value, space) => {
        const text = JSON.stringify(value, null, space);
        const [fast, slow] = [rangesOf(text), treeRanges(text, parseTree(text))];
        for (const pointer of pointersOf(value)) {
          expect(fast(pointer), pointer).toEqual(slow(pointer));
          expect(fast(pointer, 'key'), pointer).toEqual(slow(pointer, 'key'));
          expect(fast(`${pointer}/nowhere/at all`)).toEqual(slow(`${pointer}/nowhere/at all`));
        }
      }),
    );
  });

  it('do not exist if a name occurs twice: the text is left to the parser that reports it', () => {
    expect(parseJsonSource('/api.json', '{"a":1,"a":{"b":2}}')).toBeUndefined();
  });

  it('are found at any depth', () => {
    const text = '['.repeat(100_000) + ']'.repeat(100_000);
    expect(rangesOf(text)('/0/0/0')).toEqual({ line: 1, column: 4, endLine: 1, endColumn: 199_998 });
  });
});
