import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DIALECTS } from '../../src/annotation/extensions.ts';
import { generate, InputError } from '../../src/index.ts';
import { readDialect } from './read-dialect.ts';

const FERN = 'x-fern-pagination: { offset: $request.page, results: $response.data }';
const SPEAKEASY =
  'x-speakeasy-pagination: { type: offsetLimit, inputs: [{ name: offset, type: offset, in: parameters }], outputs: { results: $.data } }';
const REDOCLY = 'x-redoclyPagination: { style: page, offsetParam: page, items: /data, limitParam: limit }';
const OWN = 'x-pagination: { style: page, request: { page: page }, response: { items: /data } }';

describe('two annotations of one operation', () => {
  it('that agree are one; a field that only one of them declares is not a contradiction', async () => {
    const { strategy, faults } = await readDialect(`${FERN}\n${REDOCLY}\n${OWN}`);
    expect(faults).toEqual([]);
    expect(strategy).toBe('page, page page, items /data');
  });

  it('that contradict each other are a warning at both places, and the order of dialects decides', async () => {
    const { strategy, faults } = await readDialect(`${FERN}\n${SPEAKEASY}`);
    expect(strategy).toBe('offset, offset offset, items /data');
    expect(faults).toEqual([
      '1:20 warning dialect-conflict: `x-speakeasy-pagination` and `x-fern-pagination` of list differ in the style (`offset` and `page`); `x-speakeasy-pagination` is used.',
    ]);
  });

  it('yield to `x-pagination`, which can declare that there are no pages', async () => {
    const { operation, faults } = await readDialect(`${FERN}\nx-pagination: false`);
    expect(operation.strategies).toEqual([]);
    expect(faults).toEqual([
      '1:20 warning dialect-conflict: `x-pagination` and `x-fern-pagination` of list differ in whether the list is paginated; `x-pagination` is used.',
    ]);
  });

  it('are decided by the one that can be used', async () => {
    const broken = SPEAKEASY.replace('name: offset', 'name: nothing');
    const { strategy, faults } = await readDialect(`${FERN}\n${broken}`);
    expect(strategy).toBe('page, page page, items /data');
    expect(faults.map((fault) => fault.split(': ')[0])).toEqual([
      '2:25 warning dialect-unpaginated',
      '2:63 warning dialect-untranslated',
    ]);
  });

  it('say nothing of the faults of one that is not used', async () => {
    const { faults } = await readDialect(`${FERN.replace('page', 'nothing')}\n${OWN}`);
    expect(faults).toEqual([]);
  });
});

describe('the dialect that the user names', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pagegen-precedence-'));
  const document = join(folder, 'api.yaml');
  writeFileSync(
    document,
    `openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /things:
    get:
      operationId: list
      ${FERN}
      ${SPEAKEASY}
      parameters:
        - { name: page, in: query, schema: { type: integer } }
        - { name: offset, in: query, schema: { type: integer } }
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema: { type: object, properties: { data: { type: array, items: { type: string } } } }
`,
  );

  it('comes before the others', async () => {
    const usual = await generate({ document });
    expect(usual.stats.paginated).toEqual({ offset: 1 });
    const named = await generate({ document, dialect: 'x-fern-pagination' });
    expect(named.stats.paginated).toEqual({ page: 1 });
    expect(named.fingerprint).not.toBe(usual.fingerprint);
    expect(named.diagnostics).toMatchObject([
      {
        code: 'dialect-conflict',
        severity: 'warning',
        line: 8,
        related: [{ message: '`x-fern-pagination` is declared here.', line: 7 }],
      },
    ]);
  });

  it('has to exist', async () => {
    await expect(generate({ document, dialect: 'x-fern-paging' })).rejects.toThrow(InputError);
    await expect(generate({ document, dialect: 'x-fern-paging' })).rejects.toMatchObject({
      code: 'unknown-dialect',
      hint: 'Did you mean `x-fern-pagination`?',
    });
    expect(DIALECTS).not.toContain('x-pagination');
  });
});
