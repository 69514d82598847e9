import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { COUNT, cells, folder, generateInto, MODULES, run, runFile, type Size, sizeOf } from './bundles.ts';

// The sizes of integrations in a page, over one list by cursor: the walk of a list with validation of its answers, one page
// that a cache fetched, and handlers that serve the list.

export interface IntegrationList {
  /** Path of the document, whose operation is `listCursor`. */
  readonly document: string;
  /** Base URL of the API. */
  readonly url: string;
  /** A loop around a function `list(query)` that returns a page. */
  readonly byHand: string;
}

const hey = (script: string, settings: object, own: string): Promise<void> => {
  writeFileSync(join(own, script), `export default ${JSON.stringify(settings)};`);
  return run('@hey-api/openapi-ts/bin/run.js', ['-f', join(own, script), '--no-log-file'], own);
};

async function generateHey(document: string): Promise<void> {
  const own = dirname(document);
  const validator = ['@hey-api/client-fetch', { name: '@hey-api/sdk', validator: true }, 'zod'];
  await hey('hey-zod.mjs', { input: document, output: join(own, 'hey-zod'), plugins: validator }, own);
  const plugins = ['@hey-api/client-fetch', '@tanstack/react-query', 'swr', 'msw'];
  await hey('hey.mjs', { input: document, output: join(own, 'hey-plain'), plugins }, own);
}

async function generateOrval({ document, url }: IntegrationList): Promise<void> {
  const own = dirname(document);
  const target = (name: string) => ({ target: join(own, `orval-${name}.ts`), baseUrl: url });
  const settings = {
    zod: {
      input: document,
      output: {
        ...target('zod'),
        schemas: { path: join(own, 'orval-schemas'), type: 'zod' },
        ...{ client: 'fetch', override: { fetch: { runtimeValidation: true } } },
      },
    },
    query: { input: document, output: { ...target('query'), client: 'react-query', httpClient: 'fetch' } },
    swr: { input: document, output: { ...target('swr'), client: 'swr', httpClient: 'fetch' } },
    msw: { input: document, output: { ...target('msw'), client: 'fetch', mock: true } },
  };
  const config = join(own, 'orval.integrations.mjs');
  writeFileSync(config, `export default ${JSON.stringify(settings)};`);
  await run('orval/dist/bin/orval.mjs', ['--config', config], own);
}

/** Kubb is a library here: its command is released in other versions than its plugins. */
async function generateKubb({ document, url }: IntegrationList): Promise<void> {
  const own = join(folder, 'kubb-runner');
  mkdirSync(own);
  symlinkSync(MODULES, join(own, 'node_modules'), 'dir');
  const output = (path: string): string =>
    `output: { path: '${path}' }, client: { client: 'fetch', dataReturnType: 'data' }`;
  const config = (name: string, plugins: string): string =>
    `await generate('${name}', [pluginOas({ generators: [] }), pluginTs(), ${plugins}]);`;
  writeFileSync(
    join(own, 'kubb.mjs'),
    `import { build } from '@kubb/core';
${['Client', 'Msw', 'Oas', 'ReactQuery', 'Swr', 'Ts', 'Zod']
  .map(
    (name) =>
      `import { plugin${name} } from '@kubb/plugin-${name.replace(/(?<=.)[A-Z]/g, (letter) => `-${letter}`).toLowerCase()}';`,
  )
  .join('\n')}
async function generate(path, plugins) {
  const { error, failedPlugins } = await build({
    config: { root: ${JSON.stringify(dirname(document))}, input: { path: './openapi.json' }, output: { path, extension: { '.ts': '' } }, plugins },
  });
  if (error || failedPlugins?.size > 0) throw error ?? new Error(path);
}
${config('kubb-zod', "pluginClient({ client: 'fetch', parser: 'zod' }), pluginZod({ version: '4' })")}
${config('kubb', `pluginClient({ client: 'fetch' }), pluginReactQuery({ ${output('query')} }), pluginSwr({ ${output('swr')} }), pluginMsw({ output: { path: 'msw' }, baseURL: ${JSON.stringify(url)} })`)}
`,
  );
  await runFile(join(own, 'kubb.mjs'), [], own);
}

const PRINT = 'for (const item of page) console.log(item);';
const QUERIES = "import { QueryClient } from '@tanstack/query-core';\nconst queries = new QueryClient();\n";
const BEARER = "{ headers: { Authorization: 'Bearer secret' } }";

/** The programs, by integration and generator. */
function programsOf({ url, byHand }: IntegrationList): Record<string, Record<string, string>> {
  const walk = (list: string): string => `const list = async (query) => ${list};\n${byHand}`;
  const ours = (options = ''): string => `import { createClient, listCursor } from './pagegen/index.js';
const client = createClient({ auth: { key: 'secret' }${options} });
`;
  const heys = (folder: string): string => `import { client } from './${folder}/client.gen';
client.setConfig({ auth: () => 'secret' });
`;
  const served = (handler: string): string => `import { setupServer } from 'msw/node';
const items = Array.from({ length: ${COUNT} }, (_, index) => ({ id: 'item-' + index, created_at: '2026-01-01T00:00:00Z' }));
setupServer(${handler}).listen();
${walk(`(await fetch('${url}/cursor?limit=100' + (query.cursor ? '&cursor=' + query.cursor : ''))).json()`)}`;
  return {
    Zod: {
      pagegen: `import { listCursorSchemas, validateWith } from './pagegen/zod.js';
${ours(', validate: validateWith([listCursorSchemas])')}
for await (const item of listCursor(client, { limit: 100 })) console.log(item);`,
      'hey-api': `import { listCursor } from './hey-zod/sdk.gen';
${heys('hey-zod')}${walk('(await listCursor({ query, throwOnError: true })).data')}`,
      orval: `import { listCursor } from './orval-zod';
${walk(`(await listCursor(query, ${BEARER})).data`)}`,
      Kubb: `import { listCursor } from './kubb-zod/clients/listCursor';
${walk(`(await listCursor(query, { baseURL: '${url}', ...${BEARER} }))`)}`,
    },
    'TanStack Query': {
      pagegen: `${QUERIES}import { listCursorQueryOptions } from './pagegen/tanstack.js';
${ours()}
const { items: page } = await queries.fetchQuery(listCursorQueryOptions(client, { limit: 100 }));
${PRINT}`,
      'hey-api': `${QUERIES}import { listCursorOptions } from './hey-plain/@tanstack/react-query.gen';
${heys('hey-plain')}
const { data: page } = await queries.fetchQuery(listCursorOptions({ query: { limit: 100 } }));
${PRINT}`,
      orval: `${QUERIES}import { getListCursorQueryOptions } from './orval-query';
const { data: { data: page } } = await queries.fetchQuery(getListCursorQueryOptions({ limit: 100 }, { fetch: ${BEARER} }));
${PRINT}`,
      Kubb: `${QUERIES}import { listCursorQueryOptions } from './kubb/query/useListCursor';
const { data: page } = await queries.fetchQuery(listCursorQueryOptions({ limit: 100 }, { baseURL: '${url}', ...${BEARER} }));
${PRINT}`,
    },
    // The hooks are in the bundles. Node.js renders nothing, so that the programs call the function that the hook would.
    SWR: {
      pagegen: `import useSWR from 'swr';
import { listCursorSwr } from './pagegen/swr.js';
${ours()}
const { key, fetcher } = listCursorSwr(client, { limit: 100 });
globalThis.hook = () => useSWR(key, fetcher);
const { items: page } = await fetcher();
${PRINT}`,
      orval: `import { listCursor, useListCursor } from './orval-swr';
globalThis.hook = () => useListCursor({ limit: 100 }, { fetch: ${BEARER} });
const { data: { data: page } } = await listCursor({ limit: 100 }, ${BEARER});
${PRINT}`,
      Kubb: `import { listCursorQueryOptions, useListCursor } from './kubb/swr/useListCursor';
const config = { baseURL: '${url}', ...${BEARER} };
globalThis.hook = () => useListCursor({ limit: 100 }, { client: config });
const { data: page } = await listCursorQueryOptions({ limit: 100 }, config).fetcher();
${PRINT}`,
    },
    'Mock Service Worker': {
      pagegen: `import { listCursorHandler } from './pagegen/msw.js';
${served('listCursorHandler(items)')}`,
      'hey-api': `import { handleListCursor } from './hey-plain/msw.gen';
${served('handleListCursor({ body: { data: items, next: null } })')}`,
      orval: `import { getListCursorMockHandler } from './orval-msw.msw';
${served('getListCursorMockHandler({ data: items, next: null })')}`,
      Kubb: `import { listCursorHandler } from './kubb/msw/listCursorHandler';
${served('listCursorHandler({ data: items, next: null })')}`,
    },
  };
}

/** Measures the integrations of each generator. Returns the lines of a table. */
export async function integrationRows(list: IntegrationList): Promise<string[]> {
  await generateInto(list.document, ['zod', 'tanstack', 'swr', 'msw']);
  await generateHey(list.document);
  await generateOrval(list);
  await generateKubb(list);
  const lines = ['| with | client | minified | gzipped |', '|---|---|---:|---:|'];
  for (const [library, programs] of Object.entries(programsOf(list))) {
    for (const [client, program] of Object.entries(programs)) {
      const isPage = library === 'TanStack Query' || library === 'SWR';
      const size: Size = await sizeOf(list.document, program, 1, isPage ? 100 : COUNT);
      lines.push(`| ${library} | ${client} | ${cells(size)} |`);
    }
  }
  return lines;
}
