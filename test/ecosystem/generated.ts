import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Integration } from '../../src/model/api.ts';
import { createMock } from '../../src/simulate/mock/create-mock.ts';
import type { Faults } from '../../src/simulate/mock/faults.ts';
import { createSampler } from '../../src/simulate/mock/sampler.ts';
import { createApp } from '../../src/simulate/mock/serve.ts';
import { generate } from '../../src/tasks/generate.ts';
import type { ClientCore, ClientOptions } from '../../templates/runtime/client.js';
import type { ListOptions } from '../../templates/runtime/paginator/options.js';
import type { Paginator } from '../../templates/runtime/paginator/paginate.js';
import { modelOf } from '../simulate/mocked.ts';

const ROOT = new URL('../../', import.meta.url);

/** One small document per style; each has one list, `listItems`. */
export const STYLES = [
  'offset',
  'page',
  'cursor-query',
  'cursor-body',
  'cursor-header',
  'next-url',
  'link-header',
] as const;

/** Path of a style's document, below `specs/`. */
export const scenario = (style: string): string => `../test/scenarios/${style}/openapi.yaml`;
/** Returns the parameters that `listItems` of a style requires. */
export const paramsOf = (style: string): object => (style === 'cursor-body' ? { body: {} } : {});

export interface Item {
  readonly id: string;
}

/** The part of `index.ts` that tests use. */
export interface Client {
  readonly createClient: (config: ClientOptions & { readonly auth?: object }) => ClientCore;
  readonly listItems: List;
}

export type List<Element = Item> = (client: ClientCore, params?: object, options?: ListOptions) => Paginator<Element>;

export interface Generated {
  readonly folder: string;
  /** Imports a file of the client, such as `tanstack.ts`. */
  load<Module>(file: string): Promise<Module>;
  remove(): Promise<void>;
}

export interface GeneratedOptions {
  readonly dates?: 'date';
  /** The `node_modules` of the client. Default: the repository's. */
  readonly modules?: string | undefined;
}

/** Generates the client of a document (path below `specs/`) into a new folder that finds what is installed here. */
export async function generated(
  document: string,
  integrations: readonly Integration[],
  { dates, modules = fileURLToPath(new URL('node_modules', ROOT)) }: GeneratedOptions = {},
): Promise<Generated> {
  const folder = await mkdtemp(join(tmpdir(), 'pagegen-ecosystem-'));
  const path = fileURLToPath(new URL(`specs/${document}`, ROOT));
  const { files, diagnostics } = await generate({ document: path, with: integrations, dates });
  if (files.length === 0) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  for (const { path, text } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  await symlink(modules, join(folder, 'node_modules'), 'dir');
  return {
    folder,
    load: (file) => import(/* @vite-ignore */ pathToFileURL(join(folder, file)).href),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A `fetch` that a mock of the document answers, in memory. `requests` counts them. */
export async function mockFetch(document: string, items: number, faults: Faults = {}) {
  const model = await modelOf(document);
  const app = createApp(createMock(model, { items, faults, sample: await createSampler(model.schemas, 1) }));
  const state = { requests: 0 };
  const answer: typeof fetch = async (input, init) => {
    state.requests += 1;
    init?.signal?.throwIfAborted();
    return app.request(new Request(input, init));
  };
  return { fetch: answer, state };
}

/** A `fetch` that never answers, and tells when it is aborted. */
export function hanging(onAbort: () => void): typeof fetch {
  return (_, init) =>
    new Promise((_, reject) => {
      init?.signal?.addEventListener('abort', () => {
        onAbort();
        reject(init.signal?.reason);
      });
    });
}
