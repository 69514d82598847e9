import { findOperation } from '../client/evaluate/find-operation.ts';
import type { OperationPlan } from '../client/plan/client-plan.ts';
import { plan } from '../client/plan/plan.ts';
import { type Selection, selectedPart } from '../client/plan/selected-part.ts';
import type { ApiModel } from '../model/api.ts';
import type { Operation } from '../model/operation.ts';
import { asWarning, withoutFaultyOperations } from '../model/without-faulty-operations.ts';
import type { Diagnostic } from '../shared/diagnostic.ts';
import type { Location } from '../shared/json.ts';
import type { LocatedDiagnostic } from '../shared/locate.ts';
import type { OpenedDocument } from './open-document.ts';

export interface ListSelection extends Pick<Selection, 'include' | 'exclude'> {
  /** Operations to verify, by operationId, name of the function, or method and path. Default: all lists. */
  readonly operations?: readonly string[] | undefined;
  /** Skip operations that have faults, and verify the others. Default: false. */
  readonly lenient?: boolean | undefined;
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
 * @throws InputError `invalid-selector`, `nothing-selected`, `unknown-operation`
 */
export function selectLists(read: OpenedDocument, selection: ListSelection): SelectedLists {
  const { model: whole, hasErrors } = read;
  if (whole === undefined) return { kind: 'faulty', diagnostics: read.locate() };
  const { include = [], exclude = [], operations, lenient = false } = selection;
  const reported: Diagnostic[] = [...read.diagnostics];
  const sound = lenient && hasErrors ? withoutFaultyOperations(whole, (each) => void reported.push(each)) : whole;
  const isNarrowed = include.length + exclude.length > 0 || operations !== undefined;
  // A selector must not fail because a fault has removed the operation that it names.
  if (hasErrors && !lenient && !isNarrowed) return { kind: 'faulty', diagnostics: read.locate() };
  const part = selectedPart(sound, { include, exclude });
  const client = plan(part, { importExtension: 'js' }, () => {});
  const all = client.groups.flatMap((group) => group.operations);
  const lists =
    operations?.map((name) => findOperation(client, name)) ?? all.filter(({ strategies }) => strategies.length > 0);
  if (lenient || !hasErrors) {
    return {
      kind: 'lists',
      model: part,
      lists,
      diagnostics: read.locate(lenient ? reported.map(asWarning) : reported),
    };
  }
  const wanted = operations === undefined ? part.operations : lists.map(({ source }) => source);
  const relevant = reported.filter((each) => each.severity !== 'error' || concerns(each.location, wanted, whole, part));
  const diagnostics = read.locate(relevant);
  if (relevant.some(({ severity }) => severity === 'error')) return { kind: 'faulty', diagnostics };
  return { kind: 'lists', model: part, lists, diagnostics };
}

/** True if a fault at this place can concern one of the operations. */
function concerns(place: Location, wanted: readonly Operation[], whole: ApiModel, part: ApiModel): boolean {
  if (whole.operations.some(({ location }) => isWithin(place, location))) {
    return wanted.some(({ location }) => isWithin(place, location));
  }
  const owner = [...whole.schemas.keys()].find((id) => isWithin(place, locationOf(id)));
  if (owner !== undefined) return part.schemas.has(owner);
  // The rest is shared. If it has a fault that an operation needs, then the operation is marked.
  const isShared = /^\/(?:components|definitions|parameters|responses|paths|webhooks)(?:\/|$)/.test(place.pointer);
  return !isShared || wanted.some(({ hasFaults }) => hasFaults === true);
}

/** Parses a schema's identity: `<file>#<pointer>`. */
function locationOf(id: string): Location {
  const at = id.lastIndexOf('#');
  return { file: id.slice(0, at), pointer: id.slice(at + 1) };
}

function isWithin(inner: Location, outer: Location): boolean {
  return inner.file === outer.file && `${inner.pointer}/`.startsWith(`${outer.pointer}/`);
}
