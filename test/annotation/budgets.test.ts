import { describe, expect, test } from 'vitest';
import { lintText, unmark } from '../lint/lint-text.ts';
import { normalizeText } from '../model/normalize-text.ts';

const BUDGETS = 'x-pagination-budgets: { api: { requests: 60, per: 60 }, search: { requests: 5, per: 1.5 } }';
const RESPONSES = 'responses: { "200": { description: Done. } }';

function documentWith(
  parts: { root?: string; item?: string; operation?: string; components?: string; response?: string } = {},
): string {
  const { root = '', item = '', operation = '', components = BUDGETS, response = RESPONSES } = parts;
  return `openapi: 3.1.0
info: { title: Things, version: '1' }
servers: [{ url: https://api.example.com }]
${root}
paths:
  /things:
    ${item}
    get:
      operationId: getThings
      ${operation}
      ${response}
    delete:
      operationId: deleteThings
      ${RESPONSES}
components:
  ${components}
`;
}

describe('the nearest x-pagination-budget wins', () => {
  test.each([
    [{ root: 'x-pagination-budget: api' }, ['api'], ['api']],
    [
      { root: 'x-pagination-budget: api', item: 'x-pagination-budget: [search, api]' },
      ['search', 'api'],
      ['search', 'api'],
    ],
    [{ root: 'x-pagination-budget: api', operation: 'x-pagination-budget: search' }, ['search'], ['api']],
    [{ item: 'x-pagination-budget: api', operation: 'x-pagination-budget: false' }, undefined, ['api']],
    [{}, undefined, undefined],
  ])('%j', async (parts, first, second) => {
    const { model, diagnostics } = await normalizeText(documentWith(parts));
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(model.operations.map(({ budgets }) => budgets)).toEqual([first, second]);
    expect(model.budgets).toMatchObject([
      { name: 'api', requests: 60, per: 60 },
      { name: 'search', requests: 5, per: 1.5 },
    ]);
  });

  test('a path item behind a reference counts, and members next to the reference win', async () => {
    const { model } = await normalizeText(`openapi: 3.1.0
info: { title: Things, version: '1' }
paths:
  /a: { $ref: '#/components/pathItems/thing' }
  /b: { $ref: '#/components/pathItems/thing', x-pagination-budget: search }
components:
  ${BUDGETS}
  pathItems:
    thing:
      x-pagination-budget: api
      get: { ${RESPONSES} }
`);
    expect(model.operations.map(({ budgets }) => budgets)).toEqual([['api'], ['search']]);
  });

  test('Swagger 2.0 declares budgets at the root', async () => {
    const { model, diagnostics } = await normalizeText(`swagger: '2.0'
info: { title: Things, version: '1' }
x-pagination-budget: api
${BUDGETS}
paths:
  /a: { get: { ${RESPONSES} } }
`);
    expect(diagnostics).toEqual([]);
    expect(model.operations[0]?.budgets).toEqual(['api']);
  });
});

const components = (budgets: string) => ({ root: 'x-pagination-budget: api', components: budgets });

test.each([
  [
    components('x-pagination-budgets: «[api]'),
    'pagination-wrong-type: `x-pagination-budgets` must be an object of budgets; found an array.',
  ],
  [
    components('x-pagination-budgets: { api: «60 }'),
    'pagination-wrong-type: The budget `api` must be an object; found a number.',
  ],
  [
    components('x-pagination-budgets: { api: { «request: 60, per: 60 } }'),
    'pagination-unknown-key: The budget `api` has an unknown key `request`; a budget has `requests` and `per`. | Did you mean `requests`?',
  ],
  [
    components('x-pagination-budgets: { «api: { requests: 60 } }'),
    'pagination-missing-field: The budget `api` needs `per`, a number of seconds above 0.',
  ],
  [
    components('x-pagination-budgets: { api: { requests: «"60", per: 60 } }'),
    'pagination-wrong-type: `requests` of the budget `api` must be a whole number from 1; found a string. | Remove the quotes.',
  ],
  [
    components('x-pagination-budgets: { api: { requests: 60, per: «0 } }'),
    'pagination-wrong-type: `per` of the budget `api` must be a number of seconds above 0; found 0.',
  ],
  [
    { components: '«x-pagination-budget: { api: { requests: 60, per: 60 } }' },
    'pagination-misplaced-annotation: `x-pagination-budget` has no effect in `components`: pagegen reads it at the root, in path items and in operations under `paths`. | Did you mean `x-pagination-budgets`?',
  ],
  [
    { root: 'x-pagination-budget: «true' },
    'pagination-wrong-type: `x-pagination-budget` must be the name of a budget, an array of names, or false; found true.',
  ],
  [
    { root: 'x-pagination-budget: «{ requests: 60, per: 60 }' },
    'pagination-wrong-type: `x-pagination-budget` must be the name of a budget, an array of names, or false; found an object. | Declare the budget under `components.x-pagination-budgets`, and write its name here.',
  ],
  [
    { root: 'x-pagination-budget: «[]' },
    'pagination-wrong-type: `x-pagination-budget` must be the name of a budget, an array of names, or false; found an empty array.',
  ],
  [
    { operation: '«x-pagination-budgets: api' },
    'pagination-misplaced-annotation: `x-pagination-budgets` has no effect in an operation: pagegen reads it in `components`. | Did you mean `x-pagination-budget`?',
  ],
  [
    { root: '«x-pagination-budgets: { api: { requests: 1, per: 1 } }' },
    'pagination-misplaced-annotation: `x-pagination-budgets` has no effect at the root of the document: pagegen reads it in `components`. | Move it to `components.x-pagination-budgets`.',
  ],
  [
    { response: 'responses: { "200": { description: Done., «x-pagination-budget: api } }' },
    'pagination-misplaced-annotation: `x-pagination-budget` has no effect in a response: pagegen reads it at the root, in path items and in operations under `paths`. | Move it into the operation whose requests it counts.',
  ],
  [
    { item: '«x-pagination-buget: api' },
    'pagination-misspelled-key: `x-pagination-buget` is not a key that pagegen knows, so it has no effect. | Did you mean `x-pagination-budget`?',
  ],
  [
    { item: '«X_Pagination_Budget: api' },
    'pagination-misspelled-key: `X_Pagination_Budget` is not a key that pagegen knows, so it has no effect. | Did you mean `x-pagination-budget`?',
  ],
])('%j is an error', async (parts, expected) => {
  const { text, places } = unmark(documentWith(parts));
  const { findings, lines } = await lintText(text);
  const errors = lines.filter((_, index) => findings[index]?.severity === 'error');
  expect(errors).toHaveLength(1);
  expect(errors[0]?.startsWith(`${places[0]} error ${expected}`), errors[0]).toBe(true);
});

test('a key of another tool that begins alike is not a misspelled budget', async () => {
  const { findings } = await lintText(documentWith({ root: 'x-pagination-limits: 5', item: 'x-pagination-bundle: 1' }));
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
});
