import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { generate } from '../../src/tasks/generate.ts';
import type { Call, CallOptions } from '../../templates/runtime/call.js';
import type { ClientOptions } from '../../templates/runtime/client.js';
import type { ApiError, ClientError } from '../../templates/runtime/errors.js';
import type { PaginationCeilingError, PaginationLimitError } from '../../templates/runtime/paginator/errors.js';
import type { ListOptions, PositionListOptions } from '../../templates/runtime/paginator/options.js';
import type { Paginator } from '../../templates/runtime/paginator/paginate.js';
import type { BasicCredential, Credential } from '../../templates/runtime/transport/credentials.js';

export interface Item {
  readonly id: string;
  readonly [field: string]: unknown;
}

type List<Options = PositionListOptions> = (params?: object, options?: Options) => Paginator<Item, unknown>;
type Single = (params: object, options?: CallOptions) => Call<Item>;
type Constructor<Config, Client> = new (config?: ClientOptions & { auth?: Config; budgets?: false }) => Client;

/** The errors of a client: its runtime is a copy, with classes of its own. */
interface Errors {
  readonly ApiError: typeof ApiError;
  readonly ClientError: typeof ClientError;
  readonly PaginationCeilingError: typeof PaginationCeilingError;
  readonly PaginationLimitError: typeof PaginationLimitError;
}

interface CloseOperations {
  readonly leads: {
    readonly list: List;
    readonly create: Single;
    readonly get: Single;
    readonly update: Single;
    readonly delete: Single;
  };
  readonly contacts: { readonly list: List };
  readonly events: { readonly list: List<ListOptions> };
  readonly search: { readonly objects: List<ListOptions> };
}

/** The part of the client of `specs/close.yaml` that the walks use. Its own types are compiled elsewhere. */
export type CloseModule = Errors & {
  readonly CloseClient: Constructor<{ apiKey?: BasicCredential; oauth?: Credential }, CloseOperations>;
};

interface PlacesOperations {
  readonly places: { readonly search: List };
  readonly contacts: { readonly list: List<ListOptions> };
}

/** The part of the client of `specs/places.yaml` that the walks use. */
export type PlacesModule = Errors & {
  readonly PlacesSearchClient: Constructor<{ token?: Credential }, PlacesOperations>;
};

/** Generates the clients of both documents into a new folder and imports them. `remove` deletes the folder. */
export async function generatedClients(): Promise<{
  close: CloseModule;
  places: PlacesModule;
  remove: () => Promise<void>;
}> {
  const folder = await mkdtemp(join(tmpdir(), 'pagegen-walks-'));
  const load = async <Module>(name: string): Promise<Module> => {
    const document = fileURLToPath(new URL(`../../specs/${name}.yaml`, import.meta.url));
    const { files, diagnostics } = await generate({ document });
    if (files.length === 0) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
    for (const { path, text } of files) {
      const file = join(folder, name, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    return (await import(/* @vite-ignore */ pathToFileURL(join(folder, name, 'index.ts')).href)) as Module;
  };
  return {
    close: await load<CloseModule>('close'),
    places: await load<PlacesModule>('places'),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
