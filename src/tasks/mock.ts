import type { LocatedDiagnostic } from '../shared/locate.ts';
import type { AnsweredRequest } from '../simulate/mock/app.ts';
import { createMock } from '../simulate/mock/create-mock.ts';
import { credentialsGuard } from '../simulate/mock/credentials.ts';
import type { Faults } from '../simulate/mock/faults.ts';
import { serverPath } from '../simulate/mock/routes.ts';
import { createSampler } from '../simulate/mock/sampler.ts';
import { type OpenOptions, openDocument } from './open-document.ts';

export type { AnsweredRequest };

export interface MockOptions extends OpenOptions {
  /** Items of each list. Default: 250. */
  readonly items?: number | undefined;
  /** Another seed, other data. Default: 1. */
  readonly seed?: number | undefined;
  /** What goes wrong on purpose. Default: nothing. */
  readonly faults?: Faults | undefined;
  /** Whether operations that declare `security` answer 401 to requests without credentials. Default: true. */
  readonly auth?: boolean | undefined;
  /** Default: `127.0.0.1`, which only this machine reaches. */
  readonly host?: string | undefined;
  /** Default: 0, a free one. */
  readonly port?: number | undefined;
  /** Is told of every answer. */
  readonly onAnswer?: ((answered: AnsweredRequest) => void) | undefined;
}

export interface RunningApi {
  /** What clients take as `baseUrl`: the origin with the path of the document's server. */
  readonly baseUrl: string;
  /** Operations that are served, and how many of them are paginated. */
  readonly operations: number;
  readonly paginated: number;
  /** How many demand credentials. */
  readonly secured: number;
  close(): Promise<void>;
}

export interface MockResult {
  /** Sorted by file, line and column. */
  readonly diagnostics: readonly LocatedDiagnostic[];
  /** Absent where a diagnostic is an error. */
  readonly api?: RunningApi;
}

/**
 * Serves an API that behaves as a document says: paginated operations as they are annotated, with data made from the
 * schemas, limits and ceilings enforced with status 400; all else answers with samples. Of credentials, any value will do.
 *
 * @throws InputError where the document cannot be read, as `generate` does; `port-unavailable`
 */
export async function mock(options: MockOptions): Promise<MockResult> {
  const { items = 250, seed = 1, faults = {}, auth = true, host = '127.0.0.1', port = 0, onAnswer } = options;
  const { model, hasErrors, ...opened } = await openDocument(options);
  const diagnostics = opened.locate();
  if (model === undefined || hasErrors) return { diagnostics };
  const sample = await createSampler(model.schemas, seed);
  const { serveMock } = await import('../simulate/mock/serve.ts');
  const guard = auth ? credentialsGuard(model.securitySchemes) : undefined;
  const made = createMock(model, { items, faults, sample, guard });
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
