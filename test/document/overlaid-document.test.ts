import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generate, InputError } from '../../src/index.ts';

const SWAGGER = `swagger: '2.0'
info: { title: T, version: '1' }
paths:
  /things:
    get:
      operationId: list
      x-ms-pageable: { nextLinkName: next }
      parameters:
        - { name: skip, in: query, type: integer }
      responses:
        200:
          description: ok
          schema: { $ref: '#/definitions/Things' }
definitions:
  Things: { type: object, properties: { value: { type: array, items: { type: string } }, next: { type: string } } }
`;

const OPENAPI = SWAGGER.replace("swagger: '2.0'", 'openapi: 3.1.0')
  .replace('in: query, type: integer', 'in: query, schema: { type: integer }')
  .replace(
    "schema: { $ref: '#/definitions/Things' }",
    "content: { application/json: { schema: { $ref: '#/components/schemas/Things' } } }",
  )
  .replace('definitions:\n  Things', 'components:\n  schemas:\n    Things');

const overlay = (action: string, ...more: string[]): string =>
  ["overlay: 1.1.0\ninfo: { title: O, version: '1' }\nactions:", action, ...more].join('\n');

async function generateWith(document: string, ...overlays: string[]) {
  const cwd = mkdtempSync(join(tmpdir(), 'pagegen-overlaid-'));
  writeFileSync(join(cwd, 'api.yaml'), document);
  const names = overlays.map((text, index) => {
    writeFileSync(join(cwd, `overlay-${index + 1}.yaml`), text);
    return `overlay-${index + 1}.yaml`;
  });
  const { files, diagnostics, stats } = await generate({ document: 'api.yaml', cwd, overlays: names });
  const shown = diagnostics.map(({ file, line, column, severity, code }) =>
    [`${basename(file)}:${line}:${column}`, severity, code].join(' '),
  );
  return { files, shown, stats, diagnostics };
}

describe.each([
  ['OpenAPI 3.1', OPENAPI],
  ['Swagger 2.0', SWAGGER],
])('%s', (_, document) => {
  const wrong = overlay(
    "  - target: $.paths['/things'].get\n    update:\n      x-pagination: { style: offset, request: { offset: skipp }, response: { items: /value } }",
  );

  it('is annotated by an overlay, in which its faults are located', async () => {
    const { shown, files } = await generateWith(document, wrong);
    expect(shown).toEqual(['overlay-1.yaml:6:57 error pagination-undeclared-parameter']);
    expect(files).toEqual([]);
  });

  it('is annotated by overlays one after the other; what contradicts names the places in both files', async () => {
    const right = overlay("  - target: $.paths['/things'].get['x-pagination'].request\n    update: { offset: skip }");
    const { shown, stats, diagnostics } = await generateWith(document, wrong, right);
    expect(stats.paginated).toEqual({ offset: 1 });
    expect(shown).toEqual(['api.yaml:7:22 warning dialect-conflict']);
    const [related] = diagnostics[0]?.related ?? [];
    expect([basename(related?.file ?? ''), related?.line]).toEqual(['overlay-1.yaml', 6]);
  });

  it('keeps its own places behind what an overlay took away', async () => {
    const { shown } = await generateWith(
      document,
      overlay(
        '  - { target: "$.paths[\'/things\'].get.operationId", remove: true }',
        '  - { target: $.none, remove: true }',
      ),
    );
    expect(shown).toEqual(['overlay-1.yaml:5:15 warning overlay-no-match']);
  });
});

it('is not generated from if an overlay is wrong', async () => {
  const { shown, files } = await generateWith(OPENAPI, overlay('  - { target: "$.paths[[", remove: true }'));
  expect(shown).toEqual(['overlay-1.yaml:4:24 error overlay-invalid-jsonpath']);
  expect(files).toEqual([]);
  const text = await generateWith(OPENAPI, 'overlay: [');
  expect(text.shown[0]).toMatch(/^overlay-1\.yaml:1:\d+ error invalid-yaml$/);
});

it('suggests the name of an overlay that is not there', async () => {
  const cwd = mkdtempSync(join(tmpdir(), 'pagegen-overlaid-'));
  writeFileSync(join(cwd, 'api.yaml'), OPENAPI);
  writeFileSync(join(cwd, 'pages.yaml'), overlay('  - { target: $, update: {} }'));
  const failure = generate({ document: 'api.yaml', cwd, overlays: ['page.yaml'] });
  await expect(failure).rejects.toThrow(InputError);
  await expect(failure).rejects.toMatchObject({ code: 'file-not-found', hint: 'Did you mean pages.yaml?' });
});
