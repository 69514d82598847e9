import { findOperation } from '../bind/find-operation.ts';
import { missingParams } from '../bind/missing-params.ts';
import { schemaOfRequestField } from '../model/pagination-fields.ts';
import { dereference } from '../model/schema-kinds.ts';
import type { Strategy } from '../model/strategy.ts';
import type { OperationPlan } from '../plan/client-plan.ts';
import { plan } from '../plan/plan.ts';
import type { StrategyPlan } from '../plan/strategy-plan.ts';
import type { JsonPointer } from '../shared/json.ts';
import type { LocatedDiagnostic } from '../shared/locate.ts';
import { correctionsOverlay, type Mismatch, type VerifiedOperation } from '../simulate/verify/corrections.ts';
import { checkPageSizes, checkPositions } from '../simulate/verify/page-sizes.ts';
import { BudgetError, type LiveApi, Session } from '../simulate/verify/session.ts';
import { checkWalk } from '../simulate/verify/whole-walk.ts';
import { writtenAt } from './migrate.ts';
import { type OpenedDocument, type OpenOptions, openDocument } from './open-document.ts';

export { saveText } from '../output/save-text.ts';
export type { Mismatch };

export interface VerifyOptions extends OpenOptions {
  /** Where the API is. */
  readonly baseUrl: string;
  /** Sent with each request; the place for credentials. Default: none. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** What lists need beside position and page size, by the name of the function. Default: nothing. */
  readonly params?: Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined;
  /** operationIds, names of functions, or methods and paths. Default: every list. */
  readonly operations?: readonly string[] | undefined;
  /** Requests for each strategy. Default: 30. */
  readonly budget?: number | undefined;
  /** Look for the API's own maximum of the page size. Default: false. */
  readonly probeLimits?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** One strategy that was walked. */
export interface Checked {
  readonly operation: string;
  readonly strategy: string;
  readonly requests: number;
}

export interface VerifyResult {
  /** Sorted by file, line and column. */
  readonly diagnostics: readonly LocatedDiagnostic[];
  /** Empty where a diagnostic is an error. */
  readonly checked: readonly Checked[];
  readonly findings: readonly Mismatch[];
  /** Lists that were not walked, since they need values that `params` does not have. */
  readonly skipped: readonly { readonly operation: string; readonly missing: readonly string[] }[];
  /** An OpenAPI Overlay that corrects what an annotation can say. */
  readonly overlay?: string | undefined;
}

const BUDGET = 30;

/**
 * Walks a live API by the annotations of a document, and says where the two disagree. It only reads: requests are those
 * of paginated operations.
 *
 * @throws InputError where the document cannot be read, as `generate` does; `unknown-operation`
 */
export async function verify(options: VerifyOptions): Promise<VerifyResult> {
  const read = await openDocument(options);
  const diagnostics = read.locate();
  const { model } = read;
  if (model === undefined || read.hasErrors) {
    return { diagnostics, checked: [], findings: [], skipped: [] };
  }
  const client = plan(model, { importExtension: 'js' }, () => {});
  const lists = client.groups.flatMap(({ operations }) => operations).filter(({ strategies }) => strategies.length > 0);
  const skipped: { operation: string; missing: readonly string[] }[] = [];
  const checked: Checked[] = [];
  const findings: Mismatch[] = [];
  for (const operation of options.operations?.map((name) => findOperation(client, name)) ?? lists) {
    const missing = missingParams(operation, paramsOf(operation, options), model.schemas);
    if (missing.length > 0) skipped.push({ operation: operation.functionName, missing });
    for (const strategy of missing.length > 0 ? [] : operation.strategies) {
      const result = await checkStrategy(operation, strategy, options);
      checked.push(result.checked);
      findings.push(...result.findings);
    }
  }
  const overlay = correctionsOverlay(model, verified(read, lists, findings));
  return { diagnostics, checked, findings, skipped, overlay };
}

function paramsOf({ functionName, source }: OperationPlan, { params = {} }: VerifyOptions) {
  const name = Object.hasOwn(params, functionName) ? functionName : (source.operationId ?? '');
  return (Object.hasOwn(params, name) && params[name]) || {};
}

async function checkStrategy(
  operation: OperationPlan,
  strategy: StrategyPlan,
  options: VerifyOptions,
): Promise<{ checked: Checked; findings: readonly Mismatch[] }> {
  const { baseUrl, headers = {}, budget = BUDGET, probeLimits = false, signal } = options;
  const api: LiveApi = { baseUrl, headers, fetch: globalThis.fetch, params: paramsOf(operation, options), signal };
  const session = new Session(operation, strategy, api, budget);
  const of = { operation: operation.functionName, strategy: strategy.name };
  const findings: Mismatch[] = [];
  try {
    const found = (code: Mismatch['code'], message: string, corrections?: Mismatch['corrections']): void => {
      if (findings.some((finding) => finding.code === code && finding.message === message)) return;
      findings.push({ ...of, code, message, ...(corrections && { corrections }) });
    };
    const largest = await checkPageSizes(session, probeLimits, found);
    if (!findings.some(({ code }) => code === 'request-failed')) {
      await checkPositions(session, found);
      await checkWalk(session, largest, found);
    }
  } catch (error) {
    // What is found by then counts.
    if (!(error instanceof BudgetError)) throw error;
  }
  return { checked: { ...of, requests: budget - session.remaining }, findings };
}

/** What was found, by the annotations that it is about. */
function verified(
  read: OpenedDocument,
  lists: readonly OperationPlan[],
  findings: readonly Mismatch[],
): VerifiedOperation[] {
  return lists.flatMap(({ source, functionName }) => {
    const annotated = read.annotated.find(
      ({ operation }) => operation.method === source.method && operation.path === source.path,
    );
    const own = findings.filter(({ operation }) => operation === functionName);
    if (annotated === undefined || own.length === 0) return [];
    const strategies = source.strategies.map(({ name }) => name);
    const defaults = new Map(source.strategies.flatMap((strategy) => defaultPlace(strategy, read)));
    return [{ annotated, strategies, defaults, pointer: writtenAt(source, read), findings: own }];
  });
}

/** Where the schema of the page size states a default, by the strategy's name. */
function defaultPlace({ name, request }: Strategy, read: OpenedDocument): [string, JsonPointer][] {
  const schemas = read.model?.schemas ?? new Map();
  const schema = request.limit && schemaOfRequestField(request.limit, schemas);
  const stated = [schema, schema && dereference(schema, schemas)].find((one) => one?.default !== undefined);
  const pointer = stated && writtenAt(stated, read);
  return pointer === undefined ? [] : [[name, pointer]];
}
