import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalServer, listen, type RecordedRequest } from '../support/http.ts';
import { type GeneratedClient, generatedClient } from './generated-client.ts';
import { expand, type Value } from './rfc6570.ts';

let server: LocalServer;
let generated: GeneratedClient;
beforeAll(async () => {
  server = await listen(() => ({ status: 204 }));
  generated = await generatedClient('parameters.yaml');
}, 60_000);
afterAll(async () => {
  await server?.close();
  await generated?.remove();
});

/** Calls an operation of the generated client. Returns the request as it arrived. */
async function sent(operation: string, params: object): Promise<RecordedRequest> {
  const { createClient, [operation]: call } = generated.functions as Record<string, (...given: unknown[]) => unknown>;
  const before = server.requests.length;
  await call?.(createClient?.({ baseUrl: server.url }), params);
  const request = server.requests[before];
  if (request === undefined) throw new Error('nothing arrived');
  return request;
}

const list = ['blue', 'black', 'brown'];
const size = { width: 100, height: 200 };
const everywhere = { scalar: 'blue', array: list, arrayExploded: list, object: size, objectExploded: size };

/** The examples of OpenAPI 3.1.1's Parameter Object, section "Style Examples", with an object of this document. */
describe('the table of styles', () => {
  it.each([
    ['pathInSimpleStyle', '/simple/blue/blue,black,brown/blue,black,brown/width,100,height,200/width=100,height=200'],
    [
      'pathInLabelStyle',
      '/label/.blue/.blue,black,brown/.blue.black.brown/.width,100,height,200/.width=100.height=200',
    ],
    [
      'pathInMatrixStyle',
      '/matrix/;scalar=blue/;array=blue,black,brown/;arrayExploded=blue;arrayExploded=black;arrayExploded=brown' +
        '/;object=width,100,height,200/;width=100;height=200',
    ],
  ])('%s', async (operation, url) => {
    expect((await sent(operation, everywhere)).url).toBe(url);
  });

  it.each([
    ['formScalar', 'blue', 'formScalar=blue'],
    ['formScalar', '', 'formScalar='],
    ['formArray', list, 'formArray=blue,black,brown'],
    ['formArrayExploded', list, 'formArrayExploded=blue&formArrayExploded=black&formArrayExploded=brown'],
    ['formObject', size, 'formObject=width,100,height,200'],
    ['formObjectExploded', size, 'width=100&height=200'],
    ['spaceDelimitedArray', list, 'spaceDelimitedArray=blue%20black%20brown'],
    ['spaceDelimitedObject', size, 'spaceDelimitedObject=width%20100%20height%20200'],
    ['pipeDelimitedArray', list, 'pipeDelimitedArray=blue%7Cblack%7Cbrown'],
    ['pipeDelimitedObject', size, 'pipeDelimitedObject=width%7C100%7Cheight%7C200'],
    ['deepObject', size, 'deepObject%5Bwidth%5D=100&deepObject%5Bheight%5D=200'],
  ])('query: %s = %o', async (name, value, query) => {
    expect((await sent('queryInEachStyle', { [name]: value })).url).toBe(`/query?${query}`);
  });

  it('an empty segment of a path is refused', async () => {
    const before = server.requests.length;
    await expect(sent('defaultsOfEachPlace', { id: '' })).rejects.toMatchObject({ code: 'INVALID_PARAMETER' });
    await expect(sent('pathInSimpleStyle', { ...everywhere, array: [] })).rejects.toThrow("'array' is empty");
    expect(server.requests).toHaveLength(before);
  });

  it('headers', async () => {
    const { headers } = await sent('headersInEachStyle', {
      'X-Scalar': 'blue',
      'X-Array': list,
      'X-Array-Exploded': list,
      'X-Object': size,
      'X-Object-Exploded': size,
    });
    expect(headers).toMatchObject({
      'x-scalar': 'blue',
      'x-array': 'blue,black,brown',
      'x-array-exploded': 'blue,black,brown',
      'x-object': 'width,100,height,200',
      'x-object-exploded': 'width=100,height=200',
    });
  });

  it('cookies', async () => {
    const { headers } = await sent('cookiesInEachStyle', {
      cookie_scalar: 'a b',
      cookie_array: list,
      cookie_object: size,
    });
    expect(headers.cookie).toBe(
      'cookie_scalar=a%20b; cookie_array=blue,black,brown; cookie_object=width,100,height,200',
    );
  });
});

describe('values that are false', () => {
  it('are sent: 0, false and the empty string', async () => {
    expect((await sent('defaultsOfEachPlace', { id: 0, tags: [''], 'X-Tags': [''], tags_cookie: '' })).url).toBe(
      '/defaults/0?tags=',
    );
    expect((await sent('specialParameters', { flag: false, since: '' })).url).toBe('/special?flag=false&since=');
    expect((await sent('queryInEachStyle', { deepObject: { width: 0 }, formObject: { height: 0 } })).url).toBe(
      '/query?formObject=height,0&deepObject%5Bwidth%5D=0',
    );
  });

  it('are not: undefined, null, and lists without a member', async () => {
    const params = { formScalar: undefined, formArray: [], formObject: {}, formArrayExploded: [undefined, null] };
    expect((await sent('queryInEachStyle', params)).url).toBe('/query');
    expect((await sent('specialParameters', { since: null })).url).toBe('/special');
  });

  it('are kept apart from none in headers and cookies', async () => {
    const { headers } = await sent('headersInEachStyle', { 'X-Scalar': 0, 'X-Array': [0, false, ''] });
    expect(headers).toMatchObject({ 'x-scalar': '0', 'x-array': '0,false,' });
    expect((await sent('cookiesInEachStyle', { cookie_scalar: 0 })).headers.cookie).toBe('cookie_scalar=0');
  });
});

describe('names', () => {
  it('of one kind in several places are told apart', async () => {
    const params = { id: 'p', id_query: 'q', id_header: 'h', id_cookie: 'c', body_query: 'b' };
    const { url, headers } = await sent('sameNameInEachPlace', params);
    expect(url).toBe('/same/p?id=q&body=b');
    expect(headers).toMatchObject({ id: 'h', cookie: 'id=c' });
  });

  it('that are not identifiers are sent as written', async () => {
    const params = JSON.parse(
      `{ "user-id": "a/b", "$filter": "x", "ids[]": ["1", "2"], "it's": "y", "constructor": "z", "__proto__": "p", "class": "k" }`,
    ) as object;
    expect((await sent('namesThatNeedQuotes', params)).url).toBe(
      '/names/a%2Fb?%24filter=x&ids%5B%5D=1&ids%5B%5D=2&it%27s=y&constructor=z&__proto__=p&class=k',
    );
    expect((await sent('namesThatNeedQuotes', { 'user-id': '1', class: 'k' })).url).toBe('/names/1?class=k');
  });
});

describe('content and reserved characters', () => {
  it('JSON is sent as JSON', async () => {
    const { query } = await sent('specialParameters', { filter: size });
    expect(JSON.parse(query.get('filter') ?? '')).toEqual(size);
  });

  it('allowReserved leaves reserved characters as they are', async () => {
    const { url } = await sent('specialParameters', { redirect: 'https://example.com/a?b=c:@!$()*,;/?%2F#x y' });
    expect(url).toBe('/special?redirect=https://example.com/a?b=c:@!$()*,;/?%2F%23x%20y');
  });
});

/** No lone surrogates: they have no encoding. */
const text = fc.string({ unit: 'grapheme', maxLength: 8 });
const texts = fc.array(text, { minLength: 1, maxLength: 4 });
const pairs = fc
  .record({ width: text, height: text }, { requiredKeys: [] })
  .filter((value) => Object.keys(value).length > 0);

function expandAll(operator: Parameters<typeof expand>[0], params: Readonly<Record<string, Value>>): string {
  return Object.entries(params)
    .map(([name, value]) => expand(operator, name, name.endsWith('Exploded'), value))
    .join('/');
}

describe('any text', () => {
  it('is written into paths as RFC 6570 says, and comes back unchanged', async () => {
    const params = fc.record({
      scalar: text,
      array: texts,
      arrayExploded: texts,
      object: pairs,
      objectExploded: pairs,
    });
    const operations = [
      ['pathInSimpleStyle', 'simple', ''],
      ['pathInLabelStyle', 'label', '.'],
      ['pathInMatrixStyle', 'matrix', ';'],
    ] as const;
    await fc.assert(
      fc.asyncProperty(params, fc.constantFrom(...operations), async (values, [operation, folder, operator]) => {
        const path = `/${folder}/${expandAll(operator, values)}`;
        // A URL parser takes such segments away, and an empty one names another resource: the client refuses both.
        fc.pre(!/\/\.{1,2}(?=\/|$)|\/(?=\/|$)/.test(path));
        expect((await sent(operation, values)).url).toBe(path);
        if (operator === '') expect(decodeURIComponent(path.split('/')[2] ?? '')).toBe(values.scalar);
      }),
      { numRuns: 150 },
    );
  });

  it('is written into queries as RFC 6570 says, and comes back unchanged', async () => {
    const params = fc.record({
      formScalar: text,
      formArray: texts,
      formArrayExploded: texts,
      formObject: pairs,
      formObjectExploded: pairs,
    });
    await fc.assert(
      fc.asyncProperty(params, async (values) => {
        const { url, query } = await sent('queryInEachStyle', values);
        const parts = Object.entries(values).map(([name, value]) =>
          expand('?', name, name.endsWith('Exploded'), value).slice(1),
        );
        expect(url).toBe(`/query?${parts.join('&')}`);
        expect(query.get('formScalar')).toBe(values.formScalar);
        expect(query.getAll('formArrayExploded')).toEqual(values.formArrayExploded);
      }),
      { numRuns: 150 },
    );
  });
});
