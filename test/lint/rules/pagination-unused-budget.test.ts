import { testRule } from '../test-rule.ts';

function documentWith(used: string, budgets: string): string {
  return `openapi: 3.1.0
info: { title: Leads, version: '1' }
servers: [{ url: https://api.example.com }]
paths:
  /me:
    ${used}
    get:
      operationId: getMe
      responses: { '200': { description: The user. } }
components:
  x-pagination-budgets:
    ${budgets}
`;
}

testRule('pagination-unused-budget', {
  valid: [documentWith('x-pagination-budget: api', 'api: { requests: 60, per: 60 }')],
  invalid: [
    {
      document: documentWith('x-pagination-budget: false', '«api: { requests: 60, per: 60 }'),
      messages: [
        'No operation counts against the budget `api`. | Write `x-pagination-budget: api` at the root, in a path item or in an operation.',
      ],
    },
  ],
});
