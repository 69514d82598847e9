import { describe, expect, it } from 'vitest';
import { normalizeText } from '../model/normalize-text.ts';
import { readDialect } from './read-dialect.ts';

const ignored = (part: string): string => `dialect-untranslated: \`${part}\` has no effect here and is ignored.`;

describe('a part of another annotation that pagegen does not read is reported', () => {
  it.each([
    [
      'x-speakeasy-pagination: { type: offsetLimit, inputs: [{ name: page, in: parameters, type: page }, { name: offset, in: parameters, type: offset }], outputs: { results: $.data, nextCursor: $.meta.next } }',
      ['inputs[1]', 'outputs.nextCursor'],
    ],
    [
      'x-speakeasy-pagination: { type: url, inputs: [{ name: cursor, in: parameters, type: cursor }], outputs: { results: $.data, nextUrl: $.link, other: $.meta } }',
      ['inputs[0]', 'outputs.other'],
    ],
    [
      'x-fern-pagination: { offset: $request.offset, step: 10, cursor: $request.cursor, results: $response.data }',
      ['step', 'cursor'],
    ],
    [
      'x-scalar-pagination: { type: pageNumber, request: { page: { type: pageNumber }, size: { type: sort } }, response: { data: { type: items }, current: { type: currentPage } } }',
      ['request.size', 'response.current'],
    ],
    [
      'x-redoclyPagination: { style: link, items: /data, hasMore: /meta/more, cursorParam: cursor }',
      ['hasMore', 'cursorParam'],
    ],
    ['x-ms-pageable: { nextLinkName: link, itemName: data, verb: POST }', ['verb']],
  ])('%s', async (annotation, parts) => {
    const { strategy, faults } = await readDialect(annotation);
    expect(strategy).toBeDefined();
    expect(faults.map((fault) => fault.replace(/^\S+ warning /, ''))).toEqual(parts.map(ignored));
  });

  it.each([
    'x-speakeasy-pagination: { type: url, inputs: [], outputs: { results: $.data, nextUrl: $.link, nextCursor: "", numPages: null } }',
    'x-redoclyPagination: { style: link, items: /data, x-internal: yes }',
  ])('but not one that is empty, or an extension: %s', async (annotation) => {
    expect((await readDialect(annotation)).faults).toEqual([]);
  });

  it('is reported once if operations share the annotation', async () => {
    const list = (path: string): string => `  /${path}:
    get:
      operationId: ${path}
      x-fern-pagination: true
      parameters: [{ name: cursor, in: query, schema: { type: string } }]
      responses:
        '200':
          description: ok
          content: { application/json: { schema: { type: object, properties: { data: { type: array, items: {} }, next: { type: string } } } } }
`;
    const { model, faults } = await normalizeText(`openapi: 3.1.0
info: { title: T, version: '1' }
x-fern-pagination: { cursor: $request.cursor, next_cursor: $response.next, results: $response.data, step: $request.cursor }
paths:
${list('a')}${list('b')}`);
    expect(model.operations.map(({ strategies }) => strategies.length)).toEqual([1, 1]);
    expect(faults).toEqual([`3:107 warning ${ignored('step')}`]);
  });

  it.each([
    [
      'x-trino: [page]',
      'dialect-unpaginated: `x-trino` must be an object; found an array. The operation is not paginated.',
    ],
    ['x-dropshot-pagination: { required: project }', ignored('required')],
  ])('also if it has another type: %s', async (annotation, fault) => {
    const before = (await readDialect(annotation)).faults;
    expect(before.map((each) => each.replace(/^\S+ warning /, ''))).toContain(fault);
  });
});

/** A document that has an annotation at a place, and the fault about it. */
const PLACES = [
  ['a path item', 'Move it into the operation', 'paths: { /a: { KEY: {}, get: { operationId: a, responses: {} } } }'],
  [
    'a response',
    'Move it',
    'paths: { /a: { get: { operationId: a, responses: { "204": { description: ok, KEY: {} } } } } }',
  ],
  [
    'a callback',
    'Remove it',
    'paths: { /a: { post: { operationId: a, responses: {}, callbacks: { c: { "{$request.body#/u}": { post: { operationId: b, KEY: {}, responses: {} } } } } } } }',
  ],
  ['a webhook', 'Remove it', 'webhooks: { w: { post: { operationId: b, KEY: {}, responses: {} } } }'],
  [
    'an operation that is not used',
    'Refer',
    'paths: {}\ncomponents: { pathItems: { P: { get: { KEY: {}, responses: {} } } } }',
  ],
] as const;

const KEYS = [
  'x-ms-pageable',
  'x-speakeasy-pagination',
  'x-fern-pagination',
  'x-scalar-pagination',
  'x-redocly-pagination',
  'x-redoclyPagination',
  'x-dropshot-pagination',
  'x-ms-list',
  'x-trino',
];

describe.each(KEYS)('%s outside of operations is reported', (key) => {
  const faultsAbout = async (body: string): Promise<string[]> => {
    const { faults } = await normalizeText(`openapi: 3.1.0\ninfo: { title: T, version: '1' }\n${body}\n`);
    return faults.filter((fault) => fault.includes(key)).map((fault) => fault.replace(/^\S+ /, ''));
  };

  it.each(PLACES)('in %s', async (place, advice, text) => {
    const root = key === 'x-fern-pagination' || key === 'x-scalar-pagination' ? ' and at the root' : '';
    expect(await faultsAbout(text.replace('KEY', key))).toEqual([
      expect.stringMatching(
        new RegExp(
          `^warning dialect-untranslated: \`${key}\` has no effect in ${place}: pagegen reads it in operations under \`paths\`${root}\\. \\| ${advice}`,
        ),
      ),
    ]);
  });

  it('but not a property of this name', async () => {
    expect(await faultsAbout(`paths: {}\ncomponents: { schemas: { A: { properties: { ${key}: {} } } } }`)).toEqual([]);
  });
});
