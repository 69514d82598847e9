import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generate, InputError } from '../../src/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'pagegen-generate-'));
const file = join(folder, 'api.yaml');
const text = `openapi: 3.1.0
info: { title: Things API, version: '1' }
paths:
  /things:
    get:
      operationId: listThings
      parameters:
        - { name: skip, in: query, schema: { type: integer } }
        - { name: limit, in: query, schema: { type: integer } }
      x-pagination: { style: offset, request: { offset: skip, limit: limit }, response: { items: /data } }
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema: { type: object, properties: { data: { type: array, items: { type: string } } } }
  /ping:
    get: { operationId: ping, responses: { '204': { description: ok } } }
`;

describe('generate', () => {
  it('returns files, statistics and a fingerprint, and writes nothing', async () => {
    const result = await generate({ document: { file, text } });
    expect(result.diagnostics).toEqual([]);
    expect(result.stats).toEqual({ operations: 2, paginated: { offset: 1 }, files: result.files.length });
    expect(result.files.map(({ path }) => path)).toContain('index.ts');
    expect(result.fingerprint).toMatch(/^[0-9a-f]{64}$/);
  });

  it('returns the same bytes for the same input, from a file or a text', async () => {
    writeFileSync(file, `\uFEFF${text}`);
    expect(await generate({ document: file })).toEqual(await generate({ document: { file, text } }));
  });

  it('returns another fingerprint for other input or options', async () => {
    const fingerprints = await Promise.all([
      generate({ document: { file, text } }),
      generate({ document: { file, text: `${text}# more\n` } }),
      generate({ document: { file, text }, name: 'Other' }),
      generate({ document: { file, text }, importExtension: 'ts' }),
    ]);
    expect(new Set(fingerprints.map(({ fingerprint }) => fingerprint)).size).toBe(4);
  });

  it('returns no files if the document has a fault', async () => {
    const result = await generate({ document: { file, text: text.replace('items: /data', 'items: /nothing') } });
    expect(result.files).toEqual([]);
    expect(result.stats.files).toBe(0);
    expect(result.diagnostics).toMatchObject([{ severity: 'error', file, line: 10 }]);
  });

  it('throws if the document cannot be read', async () => {
    await expect(generate({ document: join(folder, 'none.yaml') })).rejects.toThrow(InputError);
  });
});
