import { describe, expect, it } from 'vitest';
import { infer } from '../../src/inference/infer.ts';
import { normalizeText } from '../model/normalize-text.ts';

function document(
  links: object,
  path = '/things',
  properties: object = { rows: { type: 'array', items: { type: 'object' } }, resume: { type: 'string' } },
): string {
  const content = { 'application/json': { schema: { type: 'object', properties } } };
  const parameters = ['opaque', 'other'].map((name) => ({ name, in: 'query', schema: { type: 'string' } }));
  const get = { operationId: 'list', parameters, responses: { '200': { description: 'ok', content, links } } };
  return JSON.stringify({ openapi: '3.0.3', info: { title: 'T', version: '1' }, paths: { [path]: { get } } });
}

async function proposed(links: object) {
  const { model, faults } = await normalizeText(document(links));
  expect(faults).toEqual([]);
  return infer(model).proposals[0];
}

const next = (parameters: object, operationId = 'list') => ({ next: { operationId, parameters } });

describe('a link called next', () => {
  it.each(['opaque', 'query.opaque'])(
    'names the parameter and the field, whatever they are called: %s',
    async (name) => {
      const proposal = await proposed(next({ [name]: '$response.body#/resume', other: 'x' }));
      expect(proposal?.annotation).toMatchObject({
        style: 'cursor-query',
        request: { cursor: 'opaque' },
        response: { items: '/rows', nextCursor: '/resume' },
      });
      expect(proposal?.reasons).toContain('the link `next` of the response sets `opaque` to /resume');
    },
  );

  it.each([
    ['leads elsewhere', next({ opaque: '$response.body#/resume' }, 'get')],
    ['names a field that does not exist', next({ opaque: '$response.body#/gone' })],
    ['names a parameter that does not exist', next({ gone: '$response.body#/resume' })],
    ['passes the request on', next({ opaque: '$request.query.other' })],
    ['has another name', { self: next({ opaque: '$response.body#/resume' }).next }],
    ['is no object', { next: 'list' }],
  ])('does not count if it %s', async (_, links) => {
    expect(await proposed(links)).toBeUndefined();
  });
});
