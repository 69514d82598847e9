import { describe, expect, it } from 'vitest';
import { normalizeFiles, operationOf } from '../model/normalize-text.ts';
import { normalizeList } from './list-document.ts';

const LIST = `
list:
  style: offset
  request: { offset: skip, limit: limit }
  response: { items: data, hasMore: has_more, pastEnd: [404, 416] }
  limits: { maxOffset: 1000 }
  key: id`;

describe('shared strategies', () => {
  it.each([
    ['a name', 'list'],
    ['a list of names', '[list]'],
    ['extends', 'extends: list'],
    ['$ref', "$ref: '#/components/x-pagination/list'"],
    ['$ref in a list', "- $ref: '#/components/x-pagination/list'"],
    ['a chain', 'third'],
  ])('by %s', async (_, annotation) => {
    const shared = `${LIST}\nsecond: { $ref: '#/components/x-pagination/list' }\nthird: { extends: second }`;
    const { faults, model } = await normalizeList(annotation, { shared });
    expect(faults).toEqual([]);
    const [strategy] = operationOf(model, 'listThings').strategies;
    expect(strategy).toMatchObject({ name: 'offset', key: '/id', limits: { maxOffset: 1000 } });
    expect(strategy?.location.pointer).toMatch(/^\/paths\/~1things\/get\/x-pagination/);
  });

  it('fields win, groups are merged one level deep, arrays replace, null removes', async () => {
    const annotation = `
extends: list
name: own
response: { pastEnd: [410], hasMore: null, total: total }
limits: null
key: null`;
    const { faults, model } = await normalizeList(annotation, { shared: LIST });
    expect(faults).toEqual([]);
    const [strategy] = operationOf(model, 'listThings').strategies;
    expect(strategy).toMatchObject({ name: 'own', response: { pastEnd: [410] } });
    expect(strategy?.response).toHaveProperty('total');
    expect(strategy?.response).not.toHaveProperty('hasMore');
    expect(strategy).not.toHaveProperty('key');
    expect(strategy?.limits).toEqual({ minLimit: 1, maxLimit: 200, defaultLimit: 100 });
  });

  it('a name that does not exist is suggested', async () => {
    const { faults, places } = await normalizeList('«lst', { shared: LIST });
    expect(faults).toEqual([
      `${places[0]} pagination-unknown-strategy: There is no shared strategy \`lst\`; the document declares list. | Did you mean \`list\`?`,
    ]);
  });

  it('a circle is reported once for all its members', async () => {
    const shared = 'a: { extends: b }\nb: { extends: c }\nc: { extends: «a }';
    const { faults, places } = await normalizeList('[a, b]', { shared });
    expect(faults).toEqual([
      `${places[0]} pagination-extends-cycle: Strategies extend each other in a circle: \`a\` → \`b\` → \`c\` → \`a\`.`,
    ]);
  });

  it('a fault in a shared strategy is reported once, though several use it, and though none does', async () => {
    const shared = `${LIST}\nbroken: { extends: list, «kee: id }\nforeign: { extends: list, limits: { «maxPage: 3 } }`;
    const { faults, places } = await normalizeList('[broken, foreign]', { shared, search: '[foreign]' });
    expect(faults.filter((fault) => /unknown-key|foreign/.test(fault))).toEqual([
      `${places[0]} pagination-unknown-key: A strategy has no key \`kee\`; the keys are style, name, key, alternatives, request, response, limits, deep, extends. | Did you mean \`key\`?`,
      `${places[1]} pagination-foreign-field: The style \`offset\` does not support \`limits.maxPage\`; it supports minLimit, maxLimit, defaultLimit, maxOffset, maxResults.`,
    ]);
    expect((await normalizeList('false', { shared })).faults).toHaveLength(1);
  });

  it('a fault that depends on the operation is reported in the shared strategy and names the operation', async () => {
    const shared = LIST.replace('offset: skip', 'offset: «skip');
    const { diagnostics, faults, places } = await normalizeList('list', { shared, search: 'list' });
    expect(faults).toContain(
      `${places[0]} pagination-undeclared-parameter: \`request.offset\` names the query parameter \`skip\`, which searchThings does not declare.`,
    );
    const fault = diagnostics.find(({ message }) => message.includes('`skip`'));
    expect(fault?.related).toEqual([
      {
        message: 'Used by searchThings.',
        location: { file: '/api.yaml', pointer: '/paths/~1search/post/x-pagination' },
      },
    ]);
  });

  it.each([
    ['list: «offset', 'pagination-wrong-type: A strategy must be an object; found a string.'],
    ['«[a]', 'pagination-wrong-type: components.x-pagination must be an object of strategies; found an array.'],
  ])('%s is not a strategy', async (shared, expected) => {
    const { faults, places } = await normalizeList('false', { shared });
    expect(faults).toEqual([`${places[0]} ${expected}`]);
  });

  it('can be declared in another file', async () => {
    const { faults, model } = await normalizeFiles({
      '/api.yaml': `openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /things:
    get:
      operationId: listThings
      responses: { '200': { description: x, content: { application/json: { schema: {} } } } }
      x-pagination: { $ref: 'shared.yaml#/link', name: linked }`,
      '/shared.yaml': 'link: { style: link-header, response: { items: data } }',
    });
    expect(faults).toEqual([]);
    expect(operationOf(model, 'listThings').strategies[0]).toMatchObject({ name: 'linked', style: 'link-header' });
  });
});
