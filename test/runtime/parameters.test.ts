import { describe, expect, test } from 'vitest';
import { inCookie, inHeader } from '../../templates/runtime/parameters/header.js';
import {
  type Draft,
  inQuery,
  type Parameter,
  queryPairs,
  writeParameter,
} from '../../templates/runtime/parameters/parameter.js';
import { inPath, inReservedPath, inStyledPath } from '../../templates/runtime/parameters/path.js';
import { asDeepObject, asWholeQuery, inStyledQuery } from '../../templates/runtime/parameters/styled-query.js';

const list = ['blue', 'black', 'brown'];
const object = { R: 100, G: 200, B: 150 };

function written(parameter: Parameter, value: unknown): Draft {
  const draft = { operation: 'test', path: `/{${parameter.name}}`, query: [], headers: new Headers() };
  writeParameter(draft, parameter, value);
  return draft;
}

function pathValue(style: 'label' | 'matrix' | 'simple', explode: boolean, value: unknown): string {
  const known = { name: 'color', in: inStyledPath, explode };
  return written(style === 'simple' ? known : { ...known, style }, value).path.slice(1);
}

function query(style: 'form' | 'spaceDelimited' | 'pipeDelimited', explode: boolean): Parameter {
  const known = { name: 'color', in: inStyledQuery, explode };
  return style === 'form' ? known : { ...known, style };
}

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
    expect(pathValue(style, explode, value)).toBe(expected);
    if (style === 'simple' && !explode) expect(written({ name: 'color', in: inPath }, value).path).toBe(`/${expected}`);
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
  ] as const)('query %s, explode %s, %o', (style, explode, value, expected) => {
    expect(queryPairs(query(style, explode), value).join('&')).toBe(expected);
    if (style === 'form' && explode) expect(queryPairs({ name: 'color', in: inQuery }, value).join('&')).toBe(expected);
  });

  test('query deepObject', () => {
    const expected = ['color%5BR%5D=100', 'color%5BG%5D=200', 'color%5BB%5D=150'];
    expect(queryPairs({ name: 'color', in: asDeepObject }, object)).toEqual(expected);
  });

  test('query deepObject has an index for each element of an array', () => {
    const sent = (value: unknown) => queryPairs({ name: 'f', in: asDeepObject }, value).map(decodeURIComponent);
    expect(sent({ kids: [{ age: 9, bed: true }, { age: 1 }] })).toEqual([
      'f[kids][0][age]=9',
      'f[kids][0][bed]=true',
      'f[kids][1][age]=1',
    ]);
    expect(sent(['a', null, 'b'])).toEqual(['f[0]=a', 'f[1]=b']);
    expect(sent({ a: [[1, 2]], b: [], c: {} })).toEqual(['f[a][0][0]=1', 'f[a][0][1]=2']);
  });

  test('headers', () => {
    const spec: Parameter = { name: 'X-Color', in: inHeader };
    const sent = (parameter: Parameter, value: unknown) => written(parameter, value).headers.get('X-Color');
    expect(sent(spec, list)).toBe('blue,black,brown');
    expect(sent(spec, object)).toBe('R,100,G,200,B,150');
    expect(sent({ ...spec, explode: true }, object)).toBe('R=100,G=200,B=150');
  });
});

describe('values', () => {
  const plain: Parameter = { name: 'q', in: inQuery };
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
    expect(queryPairs({ ...plain, in: inStyledQuery, allowReserved: true }, "a/b?c:d@e!$&'()*+,;=[] %")).toEqual([
      "q=a/b?c:d@e!$&'()*+,;=[]%20%25",
    ]);
    expect(queryPairs({ ...plain, json: true }, [0.5, 'a'])).toEqual(['q=%5B0.5%2C%22a%22%5D']);
  });

  // RFC 6570 section 3.2.3; a raw `#` would end the query.
  test('allowReserved keeps what is percent-encoded already, and never ends the query', () => {
    expect(queryPairs({ ...plain, in: inStyledQuery, allowReserved: true }, '%2F 50% a#b')).toEqual([
      'q=%2F%2050%25%20a%23b',
    ]);
  });

  test('halves of surrogate pairs are replaced, as in a URL parser', () => {
    expect(queryPairs(plain, 'a\ud800b')).toEqual(['q=a%EF%BF%BDb']);
  });

  test('style cookie sends values as they are', () => {
    const cookie: Parameter = { name: 'c', in: inCookie, style: 'cookie' };
    const sent = (parameter: Parameter, value: unknown) => written(parameter, value).headers.get('Cookie');
    expect(sent(cookie, 'a=b c')).toBe('c=a=b c');
    expect(sent(cookie, { a: '1', b: 0 })).toBe('a=1; b=0');
    expect(sent({ ...cookie, explode: false }, ['a b', 'c'])).toBe('c=a b,c');
    expect(sent({ name: 'c', in: inCookie }, 'a=b c')).toBe('c=a%3Db%20c');
  });

  test('a whole query is the members of an object, JSON, or text', () => {
    const spec: Parameter = { name: 'all', in: asWholeQuery };
    expect(queryPairs(spec, { a: [1, 2], b: 'x y', c: undefined, d: false })).toEqual([
      'a=1',
      'a=2',
      'b=x%20y',
      'd=false',
    ]);
    expect(queryPairs({ ...spec, json: true }, { a: 0 })).toEqual(['%7B%22a%22%3A0%7D']);
    expect(queryPairs(spec, 'a=1&b')).toEqual(['a=1&b']);
    expect(queryPairs(spec, undefined)).toEqual([]);
  });
});

describe('a path parameter that is encoded already', () => {
  test.each([
    ['a/b/c', 'a/b/c'],
    ['/next?$skip=2', 'next?$skip=2'],
    ["directoryObjects/$/x?$skiptoken=X'2'", "directoryObjects/$/x?$skiptoken=X'2'"],
    ['a%2Fb c', 'a%2Fb%20c'],
    ['a#b', 'a%23b'],
  ])('%s is sent as %s', (value, sent) => {
    expect(written({ name: 'link', in: inReservedPath }, value).path).toBe(`/${sent}`);
  });

  test('cannot leave its path', () => {
    expect(() => written({ name: 'link', in: inReservedPath }, '../admin')).toThrow(/'\.' or '\.\.'/);
  });
});
