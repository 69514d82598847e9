import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emit } from '../../src/client/emit.ts';
import { plan } from '../../src/client/plan/plan.ts';
import type { EmittedFile } from '../../src/client/print/source-file.ts';
import { INTEGRATIONS } from '../../src/model/api.ts';
import { generate } from '../../src/tasks/generate.ts';
import { STYLES, scenario } from '../ecosystem/generated.ts';
import { COMPILERS, type CompilerVersion, compile } from '../support/compile.ts';
import { hostileApi } from '../support/hostile.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DOCUMENTS = ['close.yaml', 'places.yaml', 'fixtures/several-strategies.yaml', 'fixtures/names-alike.yaml'];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pagegen-ecosystem-'));
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir');
  for (const document of [...DOCUMENTS, ...STYLES.map(scenario)]) {
    const { files } = await generate({ document: join(ROOT, 'specs', document), enums: 'object', with: INTEGRATIONS });
    expect(files).not.toEqual([]);
    await save(document.replace(/\W+/g, '-'), files);
  }
  await save(
    'hostile',
    emit(plan(hostileApi(), { importExtension: 'js', enums: 'object', with: INTEGRATIONS }, () => {})),
  );
  await writeFile(join(folder, 'consumer.ts'), CONSUMER);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function save(name: string, files: readonly EmittedFile[]): Promise<void> {
  for (const { path, text } of files) {
    await mkdir(dirname(join(folder, name, path)), { recursive: true });
    await writeFile(join(folder, name, path), text);
  }
}

/** A user's program, with the types that result. */
const CONSUMER = `
import { setupServer } from 'msw/node';
import {
  type InfiniteData,
  infiniteQueryOptions,
  QueryClient,
  useInfiniteQuery,
  useMutation,
  usePrefetchInfiniteQuery,
  useQuery,
  useSuspenseInfiniteQuery,
} from '@tanstack/react-query';
import useSWR from 'swr';
import useSWRInfinite from 'swr/infinite';
import { type Contact, type Lead, CloseClient, createClient } from './close-yaml/index.js';
import { toNdjsonReadable } from './close-yaml/node-streams.js';
import { toItemStream } from './close-yaml/streams.js';
import { createLeadHandler, getLeadHandler, listLeadsHandler } from './close-yaml/msw.js';
import { listLeads } from './close-yaml/operations/leads.js';
import { getContactSwr, listLeadsInfinite } from './close-yaml/swr.js';
import {
  type InfinitePage, type InfiniteParam, createLeadMutationOptions, getLeadQueryOptions, listLeadsInfiniteOptions,
  listLeadsQueryOptions, queryKey,
} from './close-yaml/tanstack.js';
import { allSchemas, LeadSchema, listLeadsSchemas, SchemaMismatchError, validateWith } from './close-yaml/zod.js';
import { createClient as createPlaces } from './places-yaml/index.js';
import { searchPlacesInfiniteOptions } from './places-yaml/tanstack.js';

const client = createClient();

export function useLeads(): { names: string[]; total: number | undefined; error: Error | null } {
  const { data, error } = useInfiniteQuery({ ...listLeadsInfiniteOptions(client, { query: 'a' }), staleTime: 1000 });
  const leads: Lead[] | undefined = data?.pages.flatMap(({ items }) => items);
  return { names: leads?.map((lead) => lead.display_name) ?? [], total: data?.pages[0]?.total, error };
}

export function useSelected(): string[] {
  const query = useInfiniteQuery({
    ...listLeadsInfiniteOptions(client),
    select: ({ pages }) => pages.flatMap(({ items }) => items.map(({ id }) => id)),
  });
  return query.data ?? [];
}

export function useEverywhere(account: string, queries: QueryClient): Lead | undefined {
  const query = listLeadsInfiniteOptions(client);
  usePrefetchInfiniteQuery(query);
  void queries.prefetchInfiniteQuery({ ...query, pages: 3 });
  const own = infiniteQueryOptions({ ...query, queryKey: [account, ...query.queryKey], staleTime: 1000 });
  queries.setQueryData(own.queryKey, (old) => old && { ...old, pages: old.pages.slice(0, 1) });
  return useSuspenseInfiniteQuery(own).data.pages[0]?.items[0];
}

export function useLeadsBySwr(): (readonly Lead[])[] {
  const { getKey, fetcher } = listLeadsInfinite(client, { query: 'a' });
  const { data, setSize } = useSWRInfinite(getKey, fetcher, { revalidateFirstPage: false });
  void setSize((size) => size + 1);
  return data?.map(({ items }) => items) ?? [];
}

export async function cached(): Promise<Lead | undefined> {
  const queries = new QueryClient();
  const query = listLeadsInfiniteOptions(client, {}, { strategy: 'offset', onCeiling: 'stop' });
  const data: InfiniteData<InfinitePage<Lead>, InfiniteParam> = await queries.fetchInfiniteQuery(query);
  const again = queries.getQueryData(query.queryKey);
  return again?.pages[0]?.items[0] ?? data.pages[0]?.items[0];
}

export function useLead(id: string, queries: QueryClient): Lead | undefined {
  const first: Lead | undefined = useQuery(listLeadsQueryOptions(client, { query: 'a' })).data?.items[0];
  const create = useMutation({
    ...createLeadMutationOptions(client),
    onSuccess: (lead: Lead) => queries.invalidateQueries({ queryKey: queryKey('leads', 'getLead', { id: lead.id }) }),
  });
  create.mutate({ body: { name: 'Acme' } });
  // @ts-expect-error: params have a body
  create.mutate({ name: 'Acme' });
  // @ts-expect-error: there is no such query in this group
  queryKey('leads', 'getContact');
  queries.setQueryData(getLeadQueryOptions(client, { id }).queryKey, (old) => old && { ...old, name: 'Acme' });
  return useQuery({ ...getLeadQueryOptions(client, { id }), enabled: id !== '' }).data ?? first;
}

export function useContact(id: string): Contact | undefined {
  const { key, fetcher } = getContactSwr(client, { id });
  return useSWR(key, fetcher).data;
}

export function leadOf(value: unknown): Lead {
  return LeadSchema.parse(value);
}

export async function validated(): Promise<string> {
  const close = new CloseClient({ validate: validateWith(allSchemas, { onInvalid: 'keep' }) });
  try {
    await close.leads.list({}, { validate: validateWith([listLeadsSchemas], { report: ({ places }) => void places }) });
    await close.leads.get({ id: 'a' }, { validate: false });
  } catch (error) {
    if (error instanceof SchemaMismatchError) return error.report.places.map(({ path }) => path).join();
  }
  return '';
}

searchPlacesInfiniteOptions(createPlaces(), { body: { query: 'cafe' } }, { strategy: 'page' });
// @ts-expect-error: there is no such strategy
searchPlacesInfiniteOptions(createPlaces(), { body: { query: 'cafe' } }, { strategy: 'pages' });
// @ts-expect-error: a cache asks for one page at a time
listLeadsInfiniteOptions(client, {}, { prefetch: 1 });

export const server: ReturnType<typeof setupServer> = setupServer(
  listLeadsHandler([], { body: { total_results: 0 } }),
  listLeadsHandler((request): Lead[] => (request.url.includes('acme') ? [] : [])),
  getLeadHandler(({ path }) => leadOf({ id: path.id })),
  createLeadHandler(({ body }) => Response.json({ error: body.name ?? '' }, { status: 400 })),
);
// @ts-expect-error: the path has no such parameter
getLeadHandler(({ path }) => leadOf(path.name));
// @ts-expect-error: these are no leads
listLeadsHandler([{ name: 'acme' }]);

export const leads: ReadableStream<Lead> = toItemStream(listLeads(client));
toNdjsonReadable(listLeads(client)).pipe(process.stdout);
`;

// Errors in the declarations of the libraries themselves do not count.
const LIBRARIES = { types: ['node'], skipLibCheck: true };

it.each(Object.keys(COMPILERS) as CompilerVersion[])(
  'all integrations compile with TypeScript %s under the strictest flags',
  async (version) => {
    expect(await compile(folder, version, version === '5.4' ? 'bundler' : 'nodenext', LIBRARIES)).toBe('');
  },
);

describe('a bundle', () => {
  const bundled = async (contents: string): Promise<string> => {
    const stdin = { contents, resolveDir: join(folder, 'close-yaml'), loader: 'ts' } as const;
    const { outputFiles } = await build({ stdin, bundle: true, write: false, format: 'esm', packages: 'external' });
    return outputFiles[0]?.text ?? '';
  };

  it.each([
    ['tanstack', 'listLeadsInfiniteOptions'],
    ['swr', 'listLeadsInfinite'],
    ['msw', 'listLeadsHandler'],
  ])('of one function of %s holds no other list', async (file, name) => {
    const text = await bundled(`import { ${name} } from './${file}.js';\nconsole.log(${name});`);
    expect(text).toContain('/lead/');
    expect(text).not.toContain('/contact/');
  });

  it('of the client holds nothing of any integration', async () => {
    const text = await bundled("import * as client from './index.js';\nconsole.log(client);");
    expect(text).not.toMatch(/^import /m);
    expect(text).not.toMatch(/Infinite|Ndjson|Handler/);
  });
});
