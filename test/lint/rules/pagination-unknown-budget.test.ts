import { testRule } from '../test-rule.ts';

function documentWith(root: string, operation: string, budgets: string): string {
  return `openapi: 3.1.0
info: { title: Leads, version: '1' }
servers: [{ url: https://api.example.com }]
${root}
paths:
  /me:
    get:
      operationId: getMe
      ${operation}
      responses: { '200': { description: The user. } }
components:
  x-pagination-budgets: ${budgets}
`;
}

const USED = 'x-pagination-budget: api';
const API = '{ api: { requests: 60, per: 60 } }';

testRule('pagination-unknown-budget', {
  valid: [documentWith(USED, '', API), documentWith(USED, 'x-pagination-budget: false', API)],
  invalid: [
    {
      document: documentWith('x-pagination-budget: «Api', USED, API),
      messages: ['There is no budget `Api`; the document declares api. | Did you mean `api`?'],
      fixed: documentWith('x-pagination-budget: api', USED, API),
    },
    {
      document: documentWith(USED, 'x-pagination-budget: [api, «other]', API),
      messages: ['There is no budget `other`; the document declares api.'],
    },
    {
      document: documentWith('x-pagination-budget: «api', '', '{}'),
      messages: ['There is no budget `api`; the document declares none.'],
    },
  ],
});
