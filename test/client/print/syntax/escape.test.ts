import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  filePath,
  identifier,
  markdownCode,
  markdownLine,
  memberAccess,
  objectKey,
  propertyName,
  stringLiteral,
} from '../../../../src/client/print/syntax/escape.ts';

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

describe('property names', () => {
  it('read back as the name in an object literal, __proto__ included', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constant('__proto__')), (name) => {
        const value = new Function(`return { ${objectKey(name)}: 1 }`)();
        expect(Object.keys(value)).toEqual([name]);
      }),
    );
  });

  it('read back as the name in a member access', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const seen = new Function('probe', `return probe${memberAccess(name)}`)(
          new Proxy({}, { get: (_, key) => key }),
        );
        expect(seen).toBe(name);
      }),
    );
  });

  it('are quoted only if they have to be', () => {
    expect(['id', '_skip', '$top', 'class', 'x-y', '1', ''].map(propertyName)).toEqual([
      'id',
      '_skip',
      '$top',
      'class',
      "'x-y'",
      "'1'",
      "''",
    ]);
  });
});

describe('identifier', () => {
  it('lets names through and stops everything else', () => {
    expect(identifier('Größe_1')).toBe('Größe_1');
    for (const text of ['', '1a', 'a b', 'a;b', 'a/**/', 'a\u200b']) expect(() => identifier(text)).toThrow(TypeError);
  });
});

describe('filePath', () => {
  it('lets paths inside the client through and stops everything else', () => {
    expect(filePath('operations/custom-fields.ts')).toBe('operations/custom-fields.ts');
    for (const path of ['', '../x.ts', '/x.ts', 'a//b.ts', 'a\\b.ts', 'a\0.ts', '.hidden', 'ü.ts']) {
      expect(() => filePath(path)).toThrow(TypeError);
    }
  });
});

describe('markdown', () => {
  it('leaves no markup and no cell border active', () => {
    expect(markdownLine('a | <b> [c](d)\n# e')).toBe('a \\| \\<b\\> \\[c\\](d) \\# e');
    expect(markdownCode('a|`b`\n')).toBe('`a\\| b`');
  });
});
