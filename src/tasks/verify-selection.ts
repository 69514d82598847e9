import { findOperation } from '../client/evaluate/list-call.ts';
import type { OperationPlan } from '../client/plan/operation-plan.ts';
import { plan } from '../client/plan/plan.ts';
import { type Selection, selectedPart } from '../client/plan/selected-part.ts';
import { reachedParts } from '../document/refs/reached-parts.ts';
import type { ApiModel } from '../model/api.ts';
import { schemaOfRequestField } from '../model/pagination-fields.ts';
import { dereference } from '../model/schema-kinds.ts';
import type { Strategy } from '../model/strategy.ts';
import { isError } from '../shared/diagnostic.ts';
import type { JsonPointer } from '../shared/json.ts';
import type { LocatedDiagnostic } from '../shared/locate.ts';
import type { VerifiedOperation } from '../simulate/verify/corrections.ts';
import type { Mismatch } from '../simulate/verify/mismatches.ts';
import { type OpenedDocument, writtenAt } from './open-document.ts';

export interface ListSelection extends Pick<Selection, 'include' | 'exclude'> {
  /** Operations to verify, by operationId, name of the function, or method and path. Default: all lists. */
  readonly operations?: readonly string[] | undefined;
}

/** The lists that were asked for. */
export type SelectedLists =
  /** The document has errors that concern these lists. */
  | { readonly kind: 'faulty'; readonly diagnostics: readonly LocatedDiagnostic[] }
  | {
      readonly kind: 'lists';
      readonly model: ApiModel;
      readonly lists: readonly OperationPlan[];
      /** Without errors of operations that were not asked for. */
      readonly diagnostics: readonly LocatedDiagnostic[];
    };

/**
 * Selects the lists to verify. Errors of other operations do not count: a large document is rarely free of them.
 *
 * @param read the document, opened with `include` and `exclude`
 * @throws InputError `unknown-operation`
 */
export function selectLists(read: OpenedDocument, { include, exclude, operations }: ListSelection): SelectedLists {
  const { document, model: readable, hasErrors } = read;
  if (document === undefined || readable === undefined || (hasErrors && operations === undefined)) {
    return { kind: 'faulty', diagnostics: read.locate() };
  }
  const model = selectedPart(readable, { include, exclude });
  const client = plan(model, { importExtension: 'js' }, () => {});
  const all = client.groups.flatMap((group) => group.operations);
  const lists =
    operations?.map((name) => findOperation(client, name)) ?? all.filter(({ strategies }) => strategies.length > 0);
  if (!hasErrors) return { kind: 'lists', model, lists, diagnostics: read.locate() };
  const wanted = new Set(lists.map(({ source }) => source));
  const isRelevant = reachedParts(document, {
    selected: [...wanted].map(({ location }) => location),
    unselected: model.operations.filter((each) => !wanted.has(each)).map(({ location }) => location),
  });
  const relevant = read.diagnostics.filter((each) => !isError(each) || isRelevant(each.location));
  const diagnostics = read.locate(relevant);
  return relevant.some(isError) ? { kind: 'faulty', diagnostics } : { kind: 'lists', model, lists, diagnostics };
}

/** Groups mismatches by the annotation that they are about. */
export function groupByAnnotation(
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
