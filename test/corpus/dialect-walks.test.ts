import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { PACKAGES, unpacked } from '../../bench/corpus-documents.ts';
import { CORPUS } from '../../bench/dialect-table.ts';
import { generate } from '../../src/tasks/generate.ts';
import type { ClientCore } from '../../templates/runtime/client.js';
import type { Paginator } from '../../templates/runtime/paginator/paginate.js';
import { type Answer, type LocalServer, listen, type RecordedRequest } from '../support/http.ts';

const folder = mkdtempSync(join(tmpdir(), 'pagegen-dialect-walks-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A real document, one of its annotated operations, and a server that answers as its vendor documents. */
interface Scenario {
  readonly vendor: string;
  /** Absolute, or below the corpus. */
  readonly file?: string;
  /** An overlay (YAML) that repairs the document. */
  readonly overlay?: string;
  readonly operation: string;
  readonly params?: object;
  readonly answer: (request: RecordedRequest, server: LocalServer) => Answer;
  /** Path and query of the second request. */
  readonly second: string;
  /** Body of the second request. */
  readonly body?: object;
}

const ITEMS = Array.from({ length: 7 }, (_, index) => ({ id: `item-${index}` }));

/** Three items from an index on, and the index of the next page. */
function pageFrom(start: unknown): { items: object[]; next: string | undefined } {
  const from = Number(start ?? 0);
  return { items: ITEMS.slice(from, from + 3), next: from + 3 < ITEMS.length ? String(from + 3) : undefined };
}

const scenarios: readonly Scenario[] = [
  {
    vendor: 'azure-batch-batchservice',
    operation: 'applicationList',
    params: { 'api-version': '2020-09-01.12.0' },
    answer: ({ query }, { url }) => {
      const { items, next } = pageFrom(query.get('$skiptoken'));
      const link = next && `${url}/applications?$skiptoken=${next}&api-version=2020-09-01.12.0`;
      return { body: { value: items, 'odata.nextLink': link } };
    },
    second: '/applications?$skiptoken=3&api-version=2020-09-01.12.0',
  },
  {
    vendor: 'unkey',
    operation: 'apisListKeys',
    params: { body: { apiId: 'api_1' } },
    answer: ({ body }) => {
      const { items, next } = pageFrom((body as { cursor?: string }).cursor);
      return {
        body: { meta: { requestId: 'r' }, data: items, pagination: { hasMore: next !== undefined, cursor: next } },
      };
    },
    second: '/v2/apis.listKeys',
    body: { apiId: 'api_1', cursor: '3' },
  },
  {
    vendor: 'latitudesh',
    operation: 'getEvents',
    params: { 'page[size]': 3 },
    answer: ({ query }) => ({
      headers: { 'Content-Type': 'application/vnd.api+json' },
      body: { data: pageFrom((Number(query.get('page[number]') ?? 1) - 1) * 3).items },
    }),
    second: '/events?page[size]=3&page[number]=2',
  },
  {
    vendor: 'openrouter',
    operation: 'listBYOKKeys',
    answer: ({ query }) => ({ body: { data: pageFrom(query.get('offset')).items, total_count: 7 } }),
    second: '/byok?offset=3',
  },
  {
    vendor: 'meitner',
    operation: 'schoolSearch',
    params: { body: {} },
    answer: ({ query }) => ({ body: { data: pageFrom(query.get('offset')).items, pagination: {} } }),
    second: '/school/_search?offset=3',
    body: {},
  },
  {
    vendor: 'stackone',
    overlay: `overlay: 1.0.0
info: { title: The scheme that the document forgot, version: '1' }
actions:
  - { target: $.components.securitySchemes, update: { ApiKey: { type: http, scheme: basic } } }
`,
    operation: 'hrisListCompanies',
    params: { 'x-account-id': 'a' },
    answer: ({ query }) => {
      const { items, next } = pageFrom(query.get('next'));
      return { body: { data: items, next: next ?? null } };
    },
    second: '/unified/hris/companies?next=3',
  },
  {
    vendor: 'truefoundry',
    operation: 'getApiV1SessionsBySessionIdEvents',
    params: { session_id: 's' },
    answer: ({ query }) => {
      const { items, next } = pageFrom(query.get('page_token'));
      return { body: { data: items, pagination: { limit: 3, next_page_token: next ?? '' } } };
    },
    second: '/api/v1/sessions/s/events?page_token=3',
  },
  {
    vendor: 'kubernetes',
    file: 'documents/kubernetes-swagger2.json',
    operation: 'listCoreV1NamespacedPod',
    params: { namespace: 'default', limit: 3, labelSelector: 'app=x' },
    answer: ({ query }) => {
      const { items, next } = pageFrom(query.get('continue'));
      return { body: { items, metadata: { continue: next ?? '' } } };
    },
    second: '/api/v1/namespaces/default/pods?continue=3&labelSelector=app=x&limit=3',
  },
  {
    vendor: 'oxide',
    file: join(unpacked(PACKAGES.oxide), 'spec.json'),
    operation: 'diskList',
    params: { project: 'p', limit: 3, sort_by: 'name_ascending' },
    // The token holds the filters: Dropshot refuses them next to it.
    answer: ({ query }) => {
      const token = query.get('page_token');
      if (token !== null && (query.has('project') || query.has('sort_by'))) return { status: 400 };
      if (token === null && !query.has('project')) return { status: 400 };
      const { items, next } = pageFrom(token);
      return { body: { items, next_page: next ?? null } };
    },
    second: '/v1/disks?limit=3&page_token=3',
  },
];

it.each(scenarios)('$vendor: $operation returns every item once, in order', async (scenario) => {
  const module = await clientOf(scenario);
  const list = module[scenario.operation];
  expect(Object.keys(module)).toContain(scenario.operation);
  const server: LocalServer = await listen((request) => scenario.answer(request, server));
  try {
    const client = module.createClient({ baseUrl: server.url, auth: module.auth });
    const items: unknown[] = [];
    for await (const item of (list as List)(client, scenario.params)) items.push(item);
    expect(items).toEqual(ITEMS);
    const [first, second] = server.requests;
    expect(
      decodeURIComponent(second?.url ?? '')
        .split(/[?&]/)
        .sort(),
    ).toEqual(scenario.second.split(/[?&]/).sort());
    expect(second?.body).toEqual(scenario.body);
    expect(second?.headers.authorization).toBe(first?.headers.authorization);
  } finally {
    await server.close();
  }
});

type List = (client: ClientCore, params?: object) => Paginator<unknown, unknown>;
type Module = Readonly<Record<string, unknown>> & {
  readonly createClient: (config: object) => ClientCore;
  /** A secret for each of the document's security schemes. */
  readonly auth: object;
};

async function clientOf({ vendor, file = `pagination/dev/${vendor}/spec.json`, overlay }: Scenario): Promise<Module> {
  const document = resolve(CORPUS, file);
  const overlays = overlay === undefined ? [] : [join(folder, `${vendor}.overlay.yaml`)];
  for (const path of overlays) writeFileSync(path, overlay ?? '');
  const { files, diagnostics } = await generate({ document, overlays });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  for (const { path, text } of files) {
    const target = join(folder, vendor, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
  }
  const module = (await import(/* @vite-ignore */ pathToFileURL(join(folder, vendor, 'index.ts')).href)) as Module;
  const text = await readFile(document, 'utf8');
  const { components, securityDefinitions } = JSON.parse(text) as Record<
    string,
    { securitySchemes?: object } | undefined
  >;
  const names = Object.keys({ ...components?.securitySchemes, ...securityDefinitions, ...(overlay && { ApiKey: 1 }) });
  return { ...module, auth: Object.fromEntries(names.map((name) => [name, 'secret'])) };
}
