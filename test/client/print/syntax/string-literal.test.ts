import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringLiteral } from '../../../../src/client/print/syntax/string-literal.ts';

describe('stringLiteral', () => {
  it('reads back as the text, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(new Function(`return ${stringLiteral(text)}`)()).toBe(text);
      }),
    );
  });

  it('reads back halves of surrogate pairs, which no file can hold', () => {
    const text = 'a\ud800b\udc00';
    expect(stringLiteral(text)).toBe("'a\\ud800b\\udc00'");
    expect(new Function(`return ${stringLiteral(text)}`)()).toBe(text);
  });

  it('stays on one line and shows what is invisible', () => {
    expect(stringLiteral('a\r\n\u2028\u2029\u0085')).toBe("'a\\r\\n\\u2028\\u2029\\u0085'");
    expect(stringLiteral('\u202etxt.exe')).toBe("'\\u202etxt.exe'");
  });

  it('keeps readable text readable', () => {
    expect(stringLiteral('Ünï — 日本 😀 "x" $y `z`')).toBe('\'Ünï — 日本 😀 "x" $y `z`\'');
  });
});
