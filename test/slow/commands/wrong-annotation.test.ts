import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { GROUP_FIELDS } from '../../../src/annotation/fields.ts';
import { run } from './run-cli.ts';

// Each test starts a process, on machines that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const LENIENT = 'hint: With --lenient, operations whose annotations have errors are left unpaginated.\n';

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'pagegen-annotation-'));
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

function pagegen(document: string) {
  writeFileSync(join(cwd, 'api.yaml'), document);
  return { ...run(cwd, ['api.yaml', '-o', 'client']), written: existsSync(join(cwd, 'client')) };
}

const HEAD = `openapi: 3.1.0
info: { title: Test, version: '1' }
paths:
`;

/** A list operation of eight lines, the annotation on the last. */
function operation({ name, annotation }: Case): string {
  return `  /${name}:
    get:
      operationId: ${name}
      parameters:
        - { name: skip, in: query, schema: { type: integer } }
        - { name: limit, in: query, schema: { type: integer } }
      responses: { '200': { $ref: '#/components/responses/Page' } }
${lineOf(annotation)}
`;
}

const COMPONENTS = `components:
  responses:
    Page:
      description: One page.
      content: { application/json: { schema: { $ref: '#/components/schemas/Page' } } }
  schemas:
    Page:
      type: object
      properties:
        data: { type: array, items: { type: object, properties: { id: { type: string } } } }
        count: { type: integer }
  x-pagination:
    list: { style: offset, request: { offset: skip }, response: { items: /data } }
`;

interface Case {
  readonly name: string;
  /** With the place of the fault in « ». */
  readonly annotation: string;
  readonly message: string;
  readonly hint?: string;
}

const offset = (request: string, response: string, more = ''): string =>
  `{ style: offset, request: { ${request} }, response: { ${response} }${more} }`;

const CASES: readonly Case[] = [
  {
    name: 'unknownStyle',
    annotation: '{ style: «ofset», request: { offset: skip }, response: { items: /data } }',
    message:
      'There is no pagination style `ofset`; the styles are offset, page, cursor-query, cursor-body, cursor-header, next-url, link-header.  [pagination-unknown-style]',
    hint: 'Did you mean `offset`?',
  },
  {
    name: 'misspeltKey',
    annotation: offset('offset: skip', 'items: /data, «has_more»: /more'),
    message: `\`response\` has no key \`has_more\`; the keys are ${[...GROUP_FIELDS.response.keys()].join(', ')}.  [pagination-unknown-key]`,
    hint: 'Did you mean `hasMore`?',
  },
  {
    name: 'pointerToNothing',
    annotation: offset('offset: skip', 'items: «/dta»'),
    message:
      '`response.items` is `/dta`, but the 200 response of pointerToNothing has no `dta` there.  [pagination-pointer-to-nothing]',
    hint: 'Did you mean `data`?',
  },
  {
    name: 'pointerToNoArray',
    annotation: offset('offset: skip', 'items: «/count»'),
    message:
      '`response.items` must be an array, but `/count` of the response of pointerToNoArray has type integer.  [pagination-not-an-array]',
  },
  {
    name: 'undeclaredParameter',
    annotation: offset('offset: «_skip»', 'items: /data'),
    message:
      '`request.offset` names the query parameter `_skip`, which undeclaredParameter does not declare.  [pagination-undeclared-parameter]',
    hint: 'Did you mean `skip`?',
  },
  {
    name: 'contradictingLimits',
    annotation: offset(
      'offset: skip, limit: limit',
      'items: /data',
      ', limits: { defaultLimit: 500, maxLimit: «200» }',
    ),
    message: '`limits.maxLimit` is 200, which is less than `limits.defaultLimit`, 500.  [pagination-limits-contradict]',
  },
  {
    name: 'unknownSharedStrategy',
    annotation: '«lists»',
    message: 'There is no shared strategy `lists`; the document declares list.  [pagination-unknown-strategy]',
    hint: 'Did you mean `list`?',
  },
];

const CYCLE = '    hen: { extends: egg }\n    egg: { extends: «hen» }\n';
const CYCLE_MESSAGE = 'Strategies extend each other in a circle: `hen` → `egg` → `hen`.  [pagination-extends-cycle]';

function lineOf(annotation: string): string {
  return `      x-pagination: ${annotation}`;
}

/** Returns the printed finding for a line of the document that marks the fault with « ». */
function finding(number: number, marked: string, message: string, hint?: string): string {
  const start = marked.indexOf('«');
  const length = marked.indexOf('»') - start - 1;
  const gutter = `  ${number} | `;
  const lines = [
    `api.yaml:${number}:${start + 1}  error  ${message}`,
    gutter + unmarked(marked),
    `${' '.repeat(gutter.length - 2)}| ${' '.repeat(start)}${'^'.repeat(length)}`,
    ...(hint === undefined ? [] : [`  hint: ${hint}`]),
  ];
  return `${lines.join('\n')}\n`;
}

function unmarked(text: string): string {
  return text.replace(/[«»]/g, '');
}

describe('a wrong annotation is refused with its place, and nothing is written:', () => {
  it.each(CASES)('$name', (one) => {
    expect(pagegen(unmarked(HEAD + operation(one) + COMPONENTS))).toEqual({
      status: 1,
      stdout: finding(11, lineOf(one.annotation), one.message, one.hint),
      stderr: `1 error; nothing was written.\n${LENIENT}`,
      written: false,
    });
  });

  it('a cycle of `extends`', () => {
    const document = HEAD + operation({ ...CASES[0]!, annotation: 'hen' }) + COMPONENTS + CYCLE;
    expect(pagegen(unmarked(document))).toEqual({
      status: 1,
      stdout: finding(26, '    egg: { extends: «hen» }', CYCLE_MESSAGE),
      stderr: `1 error; nothing was written.\n${LENIENT}`,
      written: false,
    });
  });
});

it('says all faults of a document in one run, from top to bottom', () => {
  const result = pagegen(unmarked(HEAD + CASES.map(operation).join('') + COMPONENTS + CYCLE));
  const findings = CASES.map(({ annotation, message, hint }, index) =>
    finding(11 + 8 * index, lineOf(annotation), message, hint),
  );
  // One message names the shared strategies, and there are more of them here.
  const expected = [...findings, finding(74, '    egg: { extends: «hen» }', CYCLE_MESSAGE)]
    .join('\n')
    .replace('declares list.', 'declares list, hen, egg.');
  expect(result).toEqual({
    status: 1,
    stdout: expected,
    stderr: `8 errors; nothing was written.\n${LENIENT}`,
    written: false,
  });
});
