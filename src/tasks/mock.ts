import type { LocatedDiagnostic } from '../shared/locate.ts';
import { createMock } from '../simulate/mock/create-mock.ts';
import { credentialsGuard } from '../simulate/mock/credentials.ts';
import type { Faults } from '../simulate/mock/faults.ts';
import { createMeter } from '../simulate/mock/meter.ts';
import { serverPath } from '../simulate/mock/routes.ts';
import { createSampler } from '../simulate/mock/sampler.ts';
import type { AnsweredRequest } from '../simulate/mock/serve.ts';
import { type OpenOptions, openDocument } from './open-document.ts';

export type { AnsweredRequest };

export interface MockOptions extends OpenOptions {
  /** Number of items in each list. Default: 250. */
  readonly items?: number | undefined;
  /** Seed of the data: another seed makes other data. Default: 1. */
  readonly seed?: number | undefined;
  /** Faults to simulate. Default: none. */
  readonly faults?: Faults | undefined;
  /** Makes operations that declare `security` answer 401 to requests without credentials. Default: true. */
  readonly auth?: boolean | undefined;
  /** Answers 429 to requests beyond the declared budgets. Default: false. */
  readonly budgets?: boolean | undefined;
  /** Default: `127.0.0.1`, which only this machine can reach. */
  readonly host?: string | undefined;
  /** Default: 0, which means a free port. */
  readonly port?: number | undefined;
  /** Called after each answer. */
  readonly onAnswer?: ((answered: AnsweredRequest) => void) | undefined;
}

export interface RunningApi {
  /** The `baseUrl` for clients: the origin with the path of the document's server. */
  readonly baseUrl: string;
  /** Number of operations that are served, and how many of them are paginated. */
  readonly operations: number;
  readonly paginated: number;
  /** How many of them require credentials. */
  readonly secured: number;
  close(): Promise<void>;
}

export interface MockResult {
  /** Sorted by file, line and column. */
  readonly diagnostics: readonly LocatedDiagnostic[];
  /** Absent if a diagnostic is an error. */
  readonly api?: RunningApi;
}

/**
 * Serves an API that behaves as the document describes. Paginated operations serve generated data by their annotations and
 * enforce limits and ceilings with status 400. Other operations answer with samples. Any credentials are accepted.
 *
 * @throws InputError if the document cannot be read, like `generate`; `port-unavailable`
 */
export async function mock(options: MockOptions): Promise<MockResult> {
  const { items = 250, seed = 1, faults = {}, auth = true, budgets = false } = options;
  const { host = '127.0.0.1', port = 0, onAnswer } = options;
  const { model, hasErrors, ...opened } = await openDocument(options);
  const diagnostics = opened.locate();
  if (model === undefined || hasErrors) return { diagnostics };
  const sample = await createSampler(model.schemas, seed);
  const { serveMock } = await import('../simulate/mock/serve.ts');
  const guard = auth ? credentialsGuard(model.securitySchemes) : undefined;
  const meter = budgets ? createMeter(model.budgets ?? []) : undefined;
  const made = createMock(model, { items, faults, sample, guard, meter });
  const { origin, close } = await serveMock(made, { host, port, delay: faults.slow, onAnswer });
  const [server] = model.servers;
  return {
    diagnostics,
    api: {
      baseUrl: origin + (server === undefined ? '' : serverPath(server)),
      operations: model.operations.length,
      paginated: model.operations.filter(({ strategies }) => strategies.length > 0).length,
      secured: auth ? model.operations.filter(({ security }) => security.length > 0).length : 0,
      close,
    },
  };
}
