import { missingParams } from '../client/evaluate/list-call.ts';
import type { OperationPlan } from '../client/plan/operation-plan.ts';
import { readText } from '../document/files/read-text.ts';
import type { SecurityScheme } from '../model/operation.ts';
import type { Schemas } from '../model/schema-kinds.ts';
import { InputError } from '../shared/diagnostic.ts';
import type { LocatedDiagnostic } from '../shared/locate.ts';
import { absolutePath } from '../shared/paths.ts';
import { correctionsOverlay } from '../simulate/verify/corrections.ts';
import { type Exchange, LiveApi, UnreachableError } from '../simulate/verify/live-api.ts';
import type { Mismatch } from '../simulate/verify/mismatches.ts';
import { CredentialFilter } from '../simulate/verify/recording/credentials.ts';
import {
  createReplay,
  formatHar,
  parseHar,
  type RecordedRun,
  type Recording,
} from '../simulate/verify/recording/har.ts';
import { Session } from '../simulate/verify/session.ts';
import { type StrategyReport, verifyStrategy } from '../simulate/verify/verify-strategy.ts';
import { type OpenOptions, openDocument } from './open-document.ts';
import { groupByAnnotation, type ListSelection, selectLists } from './verify-selection.ts';

export { saveText } from '../output/save-text.ts';
export type { Mismatch, StrategyReport };

export interface VerifyOptions extends OpenOptions, ListSelection {
  /** URL of the API. Default: that of the recording that is replayed. */
  readonly baseUrl?: string | undefined;
  /** Headers for each request, such as credentials. Default: none. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Parameters that lists need besides position and page size, by the name of the function. Default: none. */
  readonly params?: Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined;
  /** Largest number of requests per strategy. Default: 30, with `probeLimits` 60. */
  readonly budget?: number | undefined;
  /** Search for limits that the document does not declare. Default: false. */
  readonly probeLimits?: boolean | undefined;
  /** Keep what is sent and received. Default: false. */
  readonly record?: boolean | undefined;
  /** Path of a recording to answer from, without a network. Its options are the defaults of this run. */
  readonly replay?: string | undefined;
  /** Wait before a request would exceed a budget of the document. Default: true, unless the API is on this machine. */
  readonly keepBudgets?: boolean | undefined;
  /** Aborting it ends the run with the results so far. */
  readonly signal?: AbortSignal | undefined;
  /** Called with each strategy as soon as its checks have ended. */
  readonly onReport?: ((report: StrategyReport) => void) | undefined;
  /** Called before each request. */
  readonly onRequest?: ((progress: VerifyProgress) => void) | undefined;
}

/** The request that a run is about to send. */
export interface VerifyProgress {
  readonly operation: string;
  readonly strategy: string;
  /** Number of the strategy among all strategies of the run, from 1. */
  readonly number: number;
  readonly of: number;
  /** Requests of the strategy, including this one. */
  readonly requests: number;
}

export interface VerifyResult {
  /** `complete`, or why the run is not: errors of the document, an abort, an API that stopped responding. */
  readonly kind: 'complete' | 'faulty-document' | 'aborted' | 'unreachable';
  /** Why the API cannot be reached any more. */
  readonly reason?: string;
  /** Sorted by file, line and column. */
  readonly diagnostics: readonly LocatedDiagnostic[];
  readonly checked: readonly StrategyReport[];
  readonly findings: readonly Mismatch[];
  /** Lists that were not walked, because they need parameters that `params` does not contain. */
  readonly skipped: readonly { readonly operation: string; readonly missing: readonly string[] }[];
  /** Number of strategies that were to be verified. */
  readonly strategies: number;
  /** An OpenAPI Overlay that corrects the annotations. */
  readonly overlay?: string | undefined;
  /** The data of the document that was verified, its overlays included. */
  readonly document?: unknown;
  /** The requests and responses as an HTTP Archive, without the credentials that `removed` describes. */
  readonly recording?: { readonly text: string; readonly requests: number; readonly removed: readonly string[] };
  /** A header with the credentials that the document declares, to show to a user whose requests were rejected. */
  readonly credentials: string;
}

const BUDGET = 30;

/**
 * Walks a live API by the annotations of a document, and reports where the two differ. Sends only requests of paginated
 * operations.
 *
 * @throws InputError if the document or the recording cannot be read, like `generate`; `invalid-recording`;
 * `api-unreachable`; `invalid-selector`, `nothing-selected`, `unknown-operation`
 */
export async function verify(given: VerifyOptions): Promise<VerifyResult> {
  const recorded = await readRecording(given);
  const options: VerifyRun = withDefaults(given, recorded?.run ?? {});
  const read = await openDocument(options, undefined, options);
  const selected = selectLists(read, options);
  const { diagnostics } = selected;
  const schemes = read.model?.securitySchemes ?? [];
  const credentials = exampleHeader(schemes);
  const none = { diagnostics, checked: [], findings: [], skipped: [], strategies: 0, credentials };
  if (selected.kind === 'faulty') return { ...none, kind: 'faulty-document' };
  const { lists, model } = selected;
  const needs = lists.map((operation) => ({
    operation: operation.functionName,
    missing: missingParams(operation, paramsOf(operation, options), model.schemas),
  }));
  const skipped = needs.filter(({ missing }) => missing.length > 0);
  const walkable = lists.filter((_, index) => needs[index]?.missing.length === 0);
  const filter = new CredentialFilter(schemes, options.headers ?? {});
  const exchanges: Exchange[] = [];
  const api = new LiveApi({
    baseUrl: options.baseUrl,
    headers: options.headers ?? {},
    fetch: recorded === undefined ? globalThis.fetch : createReplay(recorded.exchanges, filter),
    signal: options.signal,
    budgets: model.budgets,
    // A recording answers at once, and a server on this machine is not the one with the limits.
    keepsBudgets: options.keepBudgets ?? (recorded === undefined && !isLoopback(options.baseUrl)),
    ...(options.record && { onExchange: (exchange) => void exchanges.push(exchange) }),
  });
  const { checked, stopped } = await verifyLists(walkable, model.schemas, api, options);
  const findings = checked.flatMap((report) => report.findings);
  if (stopped instanceof UnreachableError && checked.every(({ items }) => items === 0) && findings.length === 0) {
    throw new InputError('api-unreachable', `Cannot reach ${options.baseUrl}: ${stopped.message}.`, {
      hint: 'Check --base-url, and whether the API is running.',
      cause: stopped,
    });
  }
  return {
    kind: stopped === undefined ? 'complete' : stopped instanceof UnreachableError ? 'unreachable' : 'aborted',
    ...(stopped instanceof UnreachableError && { reason: stopped.message }),
    diagnostics,
    checked,
    findings,
    skipped,
    strategies: walkable.reduce((sum, { strategies }) => sum + strategies.length, 0),
    document: read.document?.root.value,
    overlay: correctionsOverlay(model, groupByAnnotation(read, lists, findings)),
    ...(options.record && { recording: formatRecording(exchanges, options, filter) }),
    credentials,
  };
}

function isLoopback(url: string): boolean {
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  return host === 'localhost' || host === '[::1]' || host.startsWith('127.');
}

/** The options of a run that has a URL. */
type VerifyRun = VerifyOptions & { readonly baseUrl: string };

async function readRecording({ replay, cwd = '.' }: VerifyOptions): Promise<Recording | undefined> {
  return replay === undefined ? undefined : parseHar(await readText(absolutePath(cwd, replay), replay), replay);
}

function withDefaults(given: VerifyOptions, run: RecordedRun): VerifyRun {
  const { probeLimits = run.probeLimits ?? false, params = run.params } = given;
  const baseUrl = given.baseUrl ?? run.baseUrl;
  if (baseUrl === undefined) {
    throw new InputError(
      'invalid-recording',
      `${given.replay ?? 'The recording'} does not contain the URL of the API.`,
      {
        hint: 'Recordings of other tools need --base-url.',
      },
    );
  }
  const budget = given.budget ?? run.budget ?? (probeLimits ? 2 * BUDGET : BUDGET);
  return { ...given, baseUrl, params, probeLimits, budget };
}

function formatRecording(
  exchanges: readonly Exchange[],
  { baseUrl, budget, probeLimits, params }: VerifyRun,
  filter: CredentialFilter,
): NonNullable<VerifyResult['recording']> {
  const run = { baseUrl, ...(budget && { budget }), ...(probeLimits && { probeLimits }), ...(params && { params }) };
  const text = formatHar(exchanges, run, filter);
  return { text, requests: exchanges.length, removed: filter.removed };
}

/** Verifies one strategy after the other, until one of them cannot go on. */
async function verifyLists(
  lists: readonly OperationPlan[],
  schemas: Schemas,
  api: LiveApi,
  options: VerifyRun,
): Promise<{ checked: readonly StrategyReport[]; stopped?: unknown }> {
  const { probeLimits = false, budget = BUDGET, signal, onReport, onRequest } = options;
  const checked: StrategyReport[] = [];
  const all = lists.flatMap((operation) => operation.strategies.map((strategy) => ({ operation, strategy })));
  for (const [index, { operation, strategy }] of all.entries()) {
    const of = { operation: operation.functionName, strategy: strategy.name, number: index + 1, of: all.length };
    const session: Session = new Session({
      operation,
      strategy,
      api,
      params: paramsOf(operation, options),
      budget,
      onRequest: () => onRequest?.({ ...of, requests: session.requests }),
    });
    const { report, stopped } = await verifyStrategy({ session, schemas, probes: probeLimits });
    if (stopped !== undefined && !signal?.aborted && !(stopped instanceof UnreachableError)) throw stopped;
    if (stopped === undefined || report.items > 0 || report.findings.length > 0) {
      checked.push(report);
      onReport?.(report);
    }
    if (stopped !== undefined) return { checked, stopped };
  }
  return { checked };
}

function paramsOf({ functionName, source }: OperationPlan, { params = {} }: VerifyOptions) {
  const name = Object.hasOwn(params, functionName) ? functionName : (source.operationId ?? '');
  return (Object.hasOwn(params, name) && params[name]) || {};
}

/** Returns a header with the credentials of the first scheme that is sent in a header. */
function exampleHeader(schemes: readonly SecurityScheme[]): string {
  for (const scheme of schemes) {
    if (scheme.type === 'basic') return 'Authorization: Basic …';
    if (scheme.type === 'http') return `Authorization: ${scheme.scheme} …`;
    if (scheme.type === 'apiKey' && scheme.in === 'header') return `${scheme.parameter}: …`;
    if (scheme.type === 'apiKey' && scheme.in === 'cookie') return `Cookie: ${scheme.parameter}=…`;
  }
  return 'Authorization: Bearer …';
}
