import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { getLanguageService } from 'yaml-language-server';

const folder = join(import.meta.dirname, '../../schema');
const schema = pathToFileURL(join(folder, 'openapi-pagination.schema.json')).href;

/** The YAML language server, as an editor runs it; schemas come from our folder. */
function editor() {
  const service = getLanguageService({
    // Files alone: an editor must not need the network.
    schemaRequestService: async (uri: string) => readFileSync(fileURLToPath(uri), 'utf8'),
    workspaceContext: { resolveRelativePath: (path: string) => new URL(path, `${pathToFileURL(folder).href}/`).href },
    telemetry: { send: () => {}, sendError: () => {}, sendTrack: () => {} },
  } as never);
  service.configure({
    validate: true,
    hover: true,
    completion: true,
    schemas: [{ uri: schema, fileMatch: ['*.yaml'] }],
  } as never);
  return service;
}

const HEAD = `openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /things:
    get:
      responses: { '200': { description: Things. } }
      x-pagination:
`;
let version = 0;
/** The server keeps what it parsed by version. */
const open = (annotation: string) => TextDocument.create('file:///api.yaml', 'yaml', ++version, HEAD + annotation);

describe('an editor with the YAML language server', () => {
  it('finds nothing wrong in a right annotation', async () => {
    const text = open('        style: offset\n        request: { offset: skip }\n        response: { items: data }\n');
    expect(await editor().doValidation(text, false)).toEqual([]);
  });

  it('knows the keys of links that another operation follows, and of items that are cursors themselves', async () => {
    const link = `        style: next-url
        request: { operation: listThingsNext }
        response: { items: value, nextUrl: odata.nextLink, linkBase: server }
`;
    expect(await editor().doValidation(open(link), false)).toEqual([]);
    const keyset = `        style: cursor-query
        request: { cursor: after }
        response: { items: names, itemCursor: '' }
        key: ''
`;
    expect(await editor().doValidation(open(keyset), false)).toEqual([]);
  });

  it('underlines a key that does not exist', async () => {
    const text = open(
      '        style: offset\n        request: { offset: skip }\n        response: { items: data, has_more: more }\n',
    );
    const found = await editor().doValidation(text, false);
    expect(found.map(({ message, range }) => [message, range.start])).toEqual([
      ['Property has_more is not allowed.', { line: 9, character: 33 }],
    ]);
  });

  it('underlines a style that does not exist', async () => {
    const found = await editor().doValidation(open('        style: ofset\n'), false);
    expect(found.map(({ range }) => range.start)).toEqual([{ line: 7, character: 15 }]);
    expect(found[0]?.message).toContain('"link-header"');
  });

  it('completes styles and keys', async () => {
    const labels = async (annotation: string) => {
      const text = open(annotation);
      const { items } = await editor().doComplete(text, text.positionAt(text.getText().length), false);
      return items.map(({ label }) => label);
    };
    expect(await labels('        style: ')).toEqual(
      expect.arrayContaining(['offset', 'page', 'cursor-query', 'next-url']),
    );
    expect(await labels('        style: offset\n        response:\n          ')).toEqual(
      expect.arrayContaining(['items', 'hasMore', 'total', 'pastEnd', 'linkBase', 'itemCursor']),
    );
    expect(await labels('        style: next-url\n        request:\n          ')).toEqual(
      expect.arrayContaining(['operation', 'carry', 'firstPageOnly']),
    );
    expect(await labels('        style: next-url\n        response:\n          linkBase: ')).toEqual(
      expect.arrayContaining(['request', 'server']),
    );
  });

  it('knows budgets', async () => {
    const withBudgets = (budget: string, used: string) =>
      TextDocument.create(
        'file:///api.yaml',
        'yaml',
        ++version,
        `${HEAD}        style: offset
        request: { offset: skip }
        response: { items: data }
x-pagination-budget: ${used}
components:
  x-pagination-budgets:
    api: ${budget}
`,
      );
    const check = async (budget: string, used: string) => editor().doValidation(withBudgets(budget, used), false);
    for (const used of ['api', '[api]', 'false']) expect(await check('{ requests: 60, per: 0.5 }', used)).toEqual([]);
    expect(await check('{ requests: 60, per: 60 }', 'true')).toHaveLength(1);
    expect(await check('{ requests: 0, per: 60 }', 'api')).toHaveLength(1);
    expect(await check('{ requests: 60 }', 'api')).toHaveLength(1);
    const [misspelled] = await check('{ requests: 60, per: 60, seconds: 1 }', 'api');
    expect(misspelled?.message).toBe('Property seconds is not allowed.');
  });

  it('says what a key means', async () => {
    const text = open('        style: offset\n        limits:\n          maxOffset: 100\n');
    const hover = await editor().doHover(text, { line: 9, character: 12 });
    expect(JSON.stringify(hover?.contents)).toContain('the largest number of items to skip');
  });
});
