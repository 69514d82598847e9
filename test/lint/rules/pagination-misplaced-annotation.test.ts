import { describe, expect, it } from 'vitest';
import { lintText, unmark } from '../lint-text.ts';
import { testRule } from '../test-rule.ts';

/** A document with text at each place that the contract does not name. */
const api = (more: Partial<Record<string, string>> = {}): string => `openapi: 3.1.0
info: { title: Leads, version: '1' }
servers: [{ url: https://api.example.com }]
${more.root ?? ''}
paths:
  ${more.paths ?? ''}
  /leads:
    ${more.pathItem ?? ''}
    get:
      operationId: listLeads
      parameters: [{ name: skip, in: query, schema: { type: integer }${more.parameter ?? ''} }]
      x-pagination: { style: offset, request: { offset: skip }, response: { items: data }, key: id }
      ${more.callbacks ?? ''}
      responses:
        ${more.responses ?? ''}
        '429': { description: Too many requests. }
        '200':
          description: One page.
          ${more.response ?? ''}
          headers: { X-Total: { schema: { type: integer } }${more.headers ?? ''} }
          content:
            application/json:
              ${more.mediaType ?? ''}
              schema:
                type: object
                ${more.schema ?? ''}
                properties: { data: { type: array, items: { type: object, properties: { id: { type: string }${more.properties ?? ''} } } } }
${more.webhooks ?? ''}
${more.components ?? ''}
`;
const STRATEGY = '{ style: offset, request: { offset: skip }, response: { items: data } }';
const WHERE = 'pagegen reads it in operations under `paths`.';
const MOVE = 'Move it into the operation whose pages it describes.';
const wrong = (document: string, words: string, hint = MOVE) => ({
  document,
  messages: [`\`x-pagination\` has no effect ${words}: ${WHERE} | ${hint}`],
});
const hook = (kind: string): string => `Remove it: the API sends the requests of a ${kind}.`;
const HOOK = `post: { «x-pagination: ${STRATEGY}, responses: { '200': { description: Done. } } }`;

testRule('pagination-misplaced-annotation', {
  valid: [
    api(),
    // Names that the author chose are not annotations.
    api({ headers: ', x-pagination: { schema: { type: string } }' }),
    api({ properties: ', x-pagination: { type: string }' }),
    api({ schema: 'required: [x-pagination]' }),
    api({ schema: `example: { data: [], x-pagination: ${STRATEGY} }` }),
    api({ schema: `default: { data: [], x-pagination: ${STRATEGY} }` }),
    api({ root: `x-internal: { x-pagination: ${STRATEGY} }` }),
    api({ components: 'components: { securitySchemes: { x-pagination: { type: http, scheme: basic } } }' }),
    api({
      root: 'security: [{ x-pagination: [] }]',
      components: 'components: { securitySchemes: { x-pagination: { type: http, scheme: basic } } }',
    }),
    api({ components: 'components: { schemas: { x-pagination: { type: string } } }' }),
    api({ components: `components: { x-pagination: { one: ${STRATEGY} } }` }),
  ],
  invalid: [
    wrong(
      api({ root: `«x-pagination: { one: ${STRATEGY} }` }),
      'at the root of the document',
      'Shared strategies belong in `components.x-pagination`, all other annotations in an operation.',
    ),
    wrong(api({ root: `tags: [{ name: a, «x-pagination: ${STRATEGY} }]` }), 'in a tag'),
    wrong(api({ paths: `«x-pagination: ${STRATEGY}` }), 'in `paths`'),
    wrong(api({ pathItem: `«x-pagination: ${STRATEGY}` }), 'in a path item'),
    wrong(api({ parameter: `, «x-pagination: ${STRATEGY}` }), 'in a parameter'),
    wrong(api({ responses: `«x-pagination: false` }), 'in a response'),
    wrong(api({ response: `«x-pagination: ${STRATEGY}` }), 'in a response'),
    wrong(api({ mediaType: `«x-pagination: ${STRATEGY}` }), 'in a media type'),
    wrong(api({ schema: `«x-pagination: ${STRATEGY}` }), 'in a schema'),
    wrong(api({ properties: `, name: { type: string, «x-pagination: ${STRATEGY} }` }), 'in a schema'),
    wrong(api({ headers: `, X-Next: { schema: { type: string }, «x-pagination: false }` }), 'in a header'),
    wrong(api({ webhooks: `webhooks: { new: { ${HOOK} } }` }), 'in a webhook', hook('webhook')),
    wrong(
      api({ callbacks: `callbacks: { done: { '{$request.query.skip}': { ${HOOK} } } }` }),
      'in a callback',
      hook('callback'),
    ),
    wrong(
      api({ components: `components: { pathItems: { Spare: { ${HOOK} } } }` }),
      'in an operation that is not used',
      'Refer to the path item from `paths`, or remove the annotation.',
    ),
  ],
});

describe('the format of another tool', () => {
  it('is a warning in a wrong place', async () => {
    const { text, places } = unmark(api({ response: '«x-pagination: { limitParam: limit }' }));
    const { lines } = await lintText(text);
    const own = lines.filter((line) => line.includes('misplaced'));
    expect(own).toEqual([
      `${places[0]} warning pagination-misplaced-annotation: \`x-pagination\` has no effect in a response: ${WHERE} | ${MOVE}`,
    ]);
  });
});
