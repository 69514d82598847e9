import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/client/evaluate/evaluate.ts';
import { call, type Expression, list, literal, object, optional } from '../../../src/client/plan/expression.ts';
import { RUNTIME_SYMBOLS } from '../../../src/client/plan/runtime-symbols.ts';
import { type ExpressionOptions, expressionText } from '../../../src/client/print/expression-text.ts';
import { Imports } from '../../../src/client/print/source-file.ts';
import { settle } from '../../../src/client/print/syntax/layout.ts';
import type { JsonValue } from '../../../src/shared/json.ts';

const plan = { importExtension: 'js', runtime: RUNTIME_SYMBOLS } as const;

function print(expression: Expression, options: ExpressionOptions = {}): string {
  // A printed file has two more spaces before each further line.
  const text = expressionText(expression, new Imports('x', plan), options);
  return settle(text.replaceAll('\n', '\n  '));
}

const read = (code: string): unknown => new Function(`return ${code}`)();
const json = fc.jsonValue().map((value) => value as JsonValue);

describe('a literal', () => {
  it('reads back as the value', () => {
    fc.assert(
      fc.property(json, fc.nat(130), fc.boolean(), (value, column, isTall) => {
        // JSON.stringify drops what a document cannot contain: the sign of -0.
        expect(JSON.stringify(read(print(literal(value), { column, isTall })))).toBe(JSON.stringify(value));
      }),
    );
  });

  it('leaves the lines after it indented, whatever its quotes and backslashes', () => {
    const text = fc.string({ unit: fc.constantFrom("'", '"', '`', '\\', '$', '{', '/', '*', 'a') });
    fc.assert(
      fc.property(text, (value) => {
        const printed = print(object({ a: literal(value), b: literal(1) }), { isTall: true });
        expect(printed.endsWith(',\n  b: 1,\n}')).toBe(true);
        expect(read(printed.replace('{', '({').replace(/\}$/, '})'))).toEqual({ a: value, b: 1 });
      }),
    );
  });

  it('has __proto__ as an ordinary member', () => {
    const value = read(print(literal(JSON.parse('{ "__proto__": { "a": 1 } }'))));
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(JSON.stringify(value)).toBe('{"__proto__":{"a":1}}');
  });
});

describe('an expression', () => {
  const tree: fc.Arbitrary<Expression> = fc.letrec<{ tree: Expression }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3 },
      json.map(literal),
      fc.array(tie('tree'), { maxLength: 3 }).map(list),
      fc.dictionary(fc.string(), tie('tree'), { maxKeys: 3 }).map(object),
    ),
  })).tree;

  it('is printed as the code of the value that it evaluates to', () => {
    fc.assert(
      fc.property(tree, fc.nat(130), (expression, column) => {
        expect(JSON.stringify(read(print(expression, { column })))).toBe(JSON.stringify(evaluate(expression)));
      }),
    );
  });

  it('stays on one line if it fits', () => {
    expect(print(literal({ a: 1, b: ['x'] }))).toBe("{ a: 1, b: ['x'] }");
  });

  it('is broken over lines if it does not fit, and only there', () => {
    const value = object({ short: literal({ a: 1 }), long: literal(Array.from({ length: 5 }, () => 'x'.repeat(30))) });
    const item = `    '${'x'.repeat(30)}',\n`;
    expect(print(value)).toBe(`{\n  short: { a: 1 },\n  long: [\n${item.repeat(5)}  ],\n}`);
  });

  it('omits members without a value', () => {
    expect(print(object({ a: literal(1), b: undefined, c: optional([]), d: optional({}), e: optional('') }))).toBe(
      "{ a: 1, e: '' }",
    );
  });

  it('has the brackets of a call next to its parentheses, and one call a line', () => {
    expect(print(list([call('offset', object({ a: literal(1) }))]))).toBe('[\n  offset({\n    a: 1,\n  }),\n]');
  });

  it('marks calls as pure, at any depth', () => {
    const nested = call('offset', object({ total: call('responseHeader', literal('X')) }));
    expect(print(nested, { isPure: true })).toBe(
      "/* @__PURE__ */ offset({ total: /* @__PURE__ */ responseHeader('X') })",
    );
  });

  it('imports the symbols that it prints', () => {
    const imports = new Imports('operations/x', plan);
    expressionText(call('offset', literal(1)), imports);
    expect(imports.modules).toEqual([`runtime/${RUNTIME_SYMBOLS.offset.module}`]);
  });
});
