import { expect, test } from 'vitest';
import { normalizeText } from '../../model/normalize-text.ts';
import { testRule } from '../test-rule.ts';

const message = (found: string): string =>
  `\`x-pagination\` is ${found}, which is not pagegen's format; pagegen ignores it as an annotation of another tool. | pagegen's annotation has \`style\`, \`request\` and \`response\`; a text is the name of a shared strategy.`;

const foreign = (value: string, found: string) => ({
  document: `openapi: 3.0.3
info: { title: T, version: '1' }
paths:
  /a:
    get:
      operationId: a
      «x-pagination: ${value}
      responses: { '204': { description: ok }, '429': { description: slow down } }
`,
  messages: [message(found)],
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
      'an object with the keys limitParam, pageOffsetParam, resultsPath',
    ),
    foreign('{ enabled: true }', 'an object with the keys enabled'),
    foreign('{ type: cursor, next: /next }', 'an object with the keys type, next'),
    foreign('{ style: cursor, defaultLimit: 20 }', 'an object with the keys style, defaultLimit'),
    foreign('{ style: offset, defaultLimit: 20 }', 'an object with the keys style, defaultLimit'),
    foreign('[{ kind: pageToken }]', 'an array with an object with the keys kind'),
    foreign('true', 'true'),
    foreign('42', '42'),
    foreign('null', 'null'),
    foreign('byPage', 'the text "byPage"'),
  ],
});

const codes = (annotation: string) =>
  normalizeText(`openapi: 3.0.3
info: { title: T, version: '1' }
paths:
  /a: { get: { operationId: a, x-pagination: ${annotation}, responses: { '204': { description: ok } } } }
`).then(({ diagnostics }) => diagnostics.map(({ code, severity }) => `${severity} ${code}`));

// A misspelled annotation of ours must not turn into a list without pagination.
test.each([
  '{ requests: { offset: skip }, respons: { items: data } }',
  '{ extend: list }',
  '{ style: ofset, key: id }',
  '{ stlye: offset, key: id }',
  '{ style: offset, limts: { maxLimit: 3 } }',
  '[{ kind: pageToken }, { style: offset }]',
])('a near miss is an error: %s', async (annotation) => {
  const found = await codes(annotation);
  expect(found.some((each) => each.startsWith('error pagination-'))).toBe(true);
  expect(found).not.toContain('warning pagination-foreign-annotation');
});
