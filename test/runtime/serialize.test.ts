import { describe, expect, test } from 'vitest';
import type { ParameterSpec } from '../../templates/runtime/operation.js';
import { headerValue, pathValue, queryPairs, wholeQuery } from '../../templates/runtime/serialize.js';

const list = ['blue', 'black', 'brown'];
const object = { R: 100, G: 200, B: 150 };

const path = (style: ParameterSpec['style'], explode: boolean): ParameterSpec => ({
  name: 'color',
  in: 'path',
  ...(style && { style }),
  explode,
});
const query = (style: ParameterSpec['style'], explode: boolean): ParameterSpec => ({
  name: 'color',
  in: 'query',
  ...(style && { style }),
  explode,
});

/** The table of style examples in OpenAPI's Parameter Object. */
describe("OpenAPI's table of styles", () => {
  test.each([
    ['matrix', false, '', ';color'],
    ['matrix', false, 'blue', ';color=blue'],
    ['matrix', false, list, ';color=blue,black,brown'],
    ['matrix', false, object, ';color=R,100,G,200,B,150'],
    ['matrix', true, list, ';color=blue;color=black;color=brown'],
    ['matrix', true, object, ';R=100;G=200;B=150'],
    ['matrix', true, { R: '', G: 0 }, ';R;G=0'],
    ['label', false, 'blue', '.blue'],
    ['label', false, list, '.blue,black,brown'],
    ['label', true, list, '.blue.black.brown'],
    ['label', true, object, '.R=100.G=200.B=150'],
    ['simple', false, list, 'blue,black,brown'],
    ['simple', false, object, 'R,100,G,200,B,150'],
    ['simple', true, object, 'R=100,G=200,B=150'],
  ] as const)('path %s, explode %s, %o', (style, explode, value, expected) => {
    expect(pathValue(path(style, explode), value)).toBe(expected);
  });

  test.each([
    ['form', false, '', 'color='],
    ['form', false, 'blue', 'color=blue'],
    ['form', false, list, 'color=blue,black,brown'],
    ['form', true, list, 'color=blue&color=black&color=brown'],
    ['form', false, object, 'color=R,100,G,200,B,150'],
    ['form', true, object, 'R=100&G=200&B=150'],
    ['spaceDelimited', false, list, 'color=blue%20black%20brown'],
    ['pipeDelimited', false, list, 'color=blue%7Cblack%7Cbrown'],
    ['deepObject', true, object, 'color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150'],
  ] as const)('query %s, explode %s, %o', (style, explode, value, expected) => {
    expect(queryPairs(query(style, explode), value).join('&')).toBe(expected);
  });

  test('headers', () => {
    const spec: ParameterSpec = { name: 'X-Color', in: 'header' };
    expect(headerValue(spec, list)).toBe('blue,black,brown');
    expect(headerValue(spec, object)).toBe('R,100,G,200,B,150');
    expect(headerValue({ ...spec, explode: true }, object)).toBe('R=100,G=200,B=150');
  });
});

describe('values', () => {
  const plain: ParameterSpec = { name: 'q', in: 'query' };
  test.each([
    [0, ['q=0']],
    [false, ['q=false']],
    ['', ['q=']],
    [undefined, []],
    [null, []],
    [[], []],
    [
      [0, '', false],
      ['q=0', 'q=', 'q=false'],
    ],
    ['a&b=c+d e/é', ['q=a%26b%3Dc%2Bd%20e%2F%C3%A9']],
    [new Date(0), ['q=1970-01-01T00%3A00%3A00.000Z']],
  ])('%o', (value, expected) => {
    expect(queryPairs(plain, value)).toEqual(expected);
  });

  test('allowReserved keeps the reserved characters, JSON content is written as JSON', () => {
    expect(queryPairs({ ...plain, allowReserved: true }, "a/b?c:d@e!$&'()*+,;=[] %")).toEqual([
      "q=a/b?c:d@e!$&'()*+,;=[]%20%25",
    ]);
    expect(queryPairs({ ...plain, json: true }, [0.5, 'a'])).toEqual(['q=%5B0.5%2C%22a%22%5D']);
  });

  // RFC 6570 section 3.2.3; a raw `#` would end the query.
  test('allowReserved keeps what is percent-encoded already, and never ends the query', () => {
    expect(queryPairs({ ...plain, allowReserved: true }, '%2F 50% a#b')).toEqual(['q=%2F%2050%25%20a%23b']);
  });

  test('halves of surrogate pairs are replaced, as in a URL parser', () => {
    expect(queryPairs(plain, 'a\ud800b')).toEqual(['q=a%EF%BF%BDb']);
  });

  test('style cookie sends values as they are', () => {
    const cookie: ParameterSpec = { name: 'c', in: 'cookie', style: 'cookie' };
    expect(queryPairs(cookie, 'a=b c')).toEqual(['c=a=b c']);
    expect(queryPairs(cookie, { a: '1 ', b: 0 })).toEqual(['a=1 ', 'b=0']);
    expect(queryPairs({ ...cookie, explode: false }, ['a', ' '])).toEqual(['c=a, ']);
  });

  test('a whole query is the members of an object, JSON, or text', () => {
    const spec: ParameterSpec = { name: 'all', in: 'querystring' };
    expect(wholeQuery(spec, { a: [1, 2], b: 'x y', c: undefined, d: false })).toEqual([
      'a=1',
      'a=2',
      'b=x%20y',
      'd=false',
    ]);
    expect(wholeQuery({ ...spec, json: true }, { a: 0 })).toEqual(['%7B%22a%22%3A0%7D']);
    expect(wholeQuery(spec, 'a=1&b')).toEqual(['a=1&b']);
    expect(wholeQuery(spec, undefined)).toEqual([]);
  });
});
