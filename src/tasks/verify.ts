import { findOperation } from '../client/evaluate/find-operation.ts';
import { missingParams } from '../client/evaluate/missing-params.ts';
import type { OperationPlan } from '../client/plan/client-plan.ts';
import { plan } from '../client/plan/plan.ts';
import type { StrategyPlan } from '../client/plan/strategy-plan.ts';
import { schemaOfRequestField } from '../model/pagination-fields.ts';
import { dereference } from '../model/schema-kinds.ts';
import type { Strategy } from '../model/strategy.ts';
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
  /** URL of the API. */
  readonly baseUrl: string;
  /** Headers for each request, such as credentials. Default: none. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Parameters that lists need besides position and page size, by the name of the function. Default: none. */
  readonly params?: Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined;
  /** Lists to verify, by operationId, name of the function, or method and path. Default: all lists. */
  readonly operations?: readonly string[] | undefined;
  /** Largest number of requests per strategy. Default: 30. */
  readonly budget?: number | undefined;
  /** Search for the largest page size that the API accepts. Default: false. */
  readonly probeLimits?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** One strategy that was walked. */
export interface CheckedStrategy {
  readonly operation: string;
  readonly strategy: string;
  readonly requests: number;
}

export interface VerifyResult {
  /** Sorted by file, line and column. */
  readonly diagnostics: readonly LocatedDiagnostic[];
  /** Empty if a diagnostic is an error. */
  readonly checked: readonly CheckedStrategy[];
  readonly findings: readonly Mismatch[];
  /** Lists that were not walked, because they need parameters that `params` does not contain. */
  readonly skipped: readonly { readonly operation: string; readonly missing: readonly string[] }[];
  /** An OpenAPI Overlay that corrects the annotations. */
  readonly overlay?: string | undefined;
}

const BUDGET = 30;

/**
 * Walks a live API by the annotations of a document, and reports where the two differ. Sends only requests of paginated
 * operations.
 *
 * @throws InputError if the document cannot be read, like `generate`; `unknown-operation`
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
  const checked: CheckedStrategy[] = [];
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
  const overlay = correctionsOverlay(model, groupByAnnotation(read, lists, findings));
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
): Promise<{ checked: CheckedStrategy; findings: readonly Mismatch[] }> {
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
    // The findings so far are still valid.
    if (!(error instanceof BudgetError)) throw error;
  }
  return { checked: { ...of, requests: budget - session.remaining }, findings };
}

/** Groups mismatches by the annotation that they are about. */
function groupByAnnotation(
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

/** Returns the pointer to the schema that declares the default page size, with the name of the strategy. */
function defaultPlace({ name, request }: Strategy, read: OpenedDocument): [string, JsonPointer][] {
  const schemas = read.model?.schemas ?? new Map();
  const schema = request.limit && schemaOfRequestField(request.limit, schemas);
  const stated = [schema, schema && dereference(schema, schemas)].find((one) => one?.default !== undefined);
  const pointer = stated && writtenAt(stated, read);
  return pointer === undefined ? [] : [[name, pointer]];
}
