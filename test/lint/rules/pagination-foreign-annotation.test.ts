import { testRule } from '../test-rule.ts';

const message = (keys: string): string =>
  `\`x-pagination\` has none of pagegen's fields, only ${keys}; pagegen ignores it as an annotation of another tool. | pagegen's annotation begins with \`style\`, \`request\` and \`response\`.`;

const foreign = (value: string, keys: string) => ({
  document: `openapi: 3.0.3
info: { title: T, version: '1' }
paths:
  /a:
    get:
      operationId: a
      «x-pagination: ${value}
      responses: { '204': { description: ok }, '429': { description: slow down } }
`,
  messages: [message(keys)],
});

testRule('pagination-foreign-annotation', {
  valid: [
    `style: offset
request: { offset: skip, limit: limit }
response: { items: data, hasMore: has_more }
key: id`,
  ],
  invalid: [
    foreign(
      '{ limitParam: count, pageOffsetParam: start, resultsPath: data }',
      'limitParam, pageOffsetParam, resultsPath',
    ),
    foreign('{ enabled: true }', 'enabled'),
    foreign('{ type: cursor, next: /next }', 'type, next'),
  ],
});
