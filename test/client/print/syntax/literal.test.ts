import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { invoke, list, object, print } from '../../../../src/client/print/syntax/brackets.ts';
import { literal } from '../../../../src/client/print/syntax/literal.ts';

describe('literal', () => {
  it('reads back as the value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(130), (value, column) => {
        const text = print(literal(value as Parameters<typeof literal>[0]), '', column);
        // JSON.stringify: what a document can hold, -0 apart.
        expect(JSON.stringify(new Function(`return ${text}`)())).toBe(JSON.stringify(value));
      }),
    );
  });

  it('makes an ordinary member of __proto__', () => {
    const value = JSON.parse('{ "__proto__": { "a": 1 } }');
    const read = new Function(`return ${print(literal(value), '', 0)}`)();
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
    expect(JSON.stringify(read)).toBe('{"__proto__":{"a":1}}');
  });
});

describe('print', () => {
  it('keeps what fits on one line there', () => {
    expect(print(literal({ a: 1, b: ['x'] }), '', 0)).toBe("{ a: 1, b: ['x'] }");
  });

  it('breaks what does not, and only that', () => {
    const value = object([
      ['short', literal({ a: 1 })],
      ['long', literal(Array.from({ length: 5 }, () => 'x'.repeat(30)))],
    ]);
    const item = `    '${'x'.repeat(30)}',\n`;
    expect(print(value, '', 0)).toBe(`{\n  short: { a: 1 },\n  long: [\n${item.repeat(5)}  ],\n}`);
  });

  it('leaves out members without a value', () => {
    expect(
      print(
        object([
          ['a', '1'],
          ['b', undefined],
        ]),
        '',
        0,
      ),
    ).toBe('{ a: 1 }');
  });

  it('keeps the brackets of an argument beside the parentheses', () => {
    expect(print(list([invoke('offset', object([['a', '1']], 'tall'))], 'tall'), '', 0)).toBe(
      '[\n  offset({\n    a: 1,\n  }),\n]',
    );
  });
});
