import type { Annotated } from '../../annotation/verify/pagination.ts';
import { writtenAnnotation } from '../../annotation/x-pagination/strategy-object.ts';
import { type OverlayAction, overlayText } from '../../document/edit/overlay-text.ts';
import { appendToken, type JsonPointer, type JsonValue } from '../../shared/json.ts';
import type { Correction, Mismatch } from './mismatches.ts';

const KEY = 'x-pagination';

/** An operation with its mismatches. */
export interface VerifiedOperation {
  readonly annotated: Annotated;
  /** Names of its strategies, in order. */
  readonly strategies: readonly string[];
  /** Pointer to the operation. Absent if it is not part of the document itself, for example because of a `$ref`. */
  readonly pointer: JsonPointer | undefined;
  /** Schema of the page size, by strategy, if it has a default: that has to match the annotation. */
  readonly defaults: ReadonlyMap<string, JsonPointer>;
  readonly findings: readonly Mismatch[];
}

/** Writes an overlay that corrects the document. Undefined if there is nothing to correct. */
export function correctionsOverlay(
  info: { title: string; version: string },
  verified: readonly VerifiedOperation[],
): string | undefined {
  const actions = [...verified.flatMap(correctAnnotation), ...correctDefaults(verified)];
  if (actions.length === 0) return undefined;
  const comments = ['Written by `pagegen verify`.'];
  return overlayText({ title: `Pagination of ${info.title}`, version: info.version, comments }, actions);
}

/** Removes the annotation and adds the corrected one: an overlay cannot change the elements of an array. */
function correctAnnotation({ annotated, strategies: names, pointer, findings }: VerifiedOperation): OverlayAction[] {
  const corrected = findings.filter(({ corrections }) => corrections !== undefined && corrections.length > 0);
  if (pointer === undefined || corrected.length === 0) return [];
  const { annotations, key } = annotated;
  const strategies = names.map((name, index) => {
    const own = corrected.filter(({ strategy }) => strategy === name);
    const written = annotations[index] === undefined ? {} : writtenAnnotation(annotations[index]);
    return own.flatMap(({ corrections }) => corrections ?? []).reduce(applyCorrection, written);
  });
  const [only, ...others] = strategies;
  const annotation: JsonValue = others.length === 0 ? (only ?? {}) : strategies;
  const comments = corrected.map(({ operation: name, message }) => `${name}: ${message}`);
  const removal: OverlayAction[] =
    key === KEY ? [{ pointer: appendToken(pointer, KEY), update: 'remove', comments }] : [];
  return [...removal, { pointer, update: { [KEY]: annotation }, comments: key === KEY ? [] : comments }];
}

/** Corrects the defaults of the page sizes, once for each schema because strategies can share one. */
function correctDefaults(verified: readonly VerifiedOperation[]): OverlayAction[] {
  const actions = new Map<JsonPointer, OverlayAction>();
  for (const { defaults, findings, pointer: own } of verified) {
    for (const { strategy, operation, corrections = [], message } of findings) {
      const pointer = defaults.get(strategy);
      const value = corrections.find(({ field }) => field === 'defaultLimit')?.value;
      if (own === undefined || pointer === undefined || value === undefined || actions.has(pointer)) continue;
      actions.set(pointer, { pointer, update: { default: value }, comments: [`${operation}: ${message}`] });
    }
  }
  return [...actions.values()];
}

type AnnotationObject = { readonly [key: string]: JsonValue };

function applyCorrection(annotation: AnnotationObject, { group, field, value }: Correction): AnnotationObject {
  if (group === undefined) return withMember(annotation, field, value);
  const members = withMember((annotation[group] ?? {}) as AnnotationObject, field, value);
  // A group of the annotation needs no members, but an empty one only puzzles its reader.
  return withMember(annotation, group, Object.keys(members).length === 0 ? undefined : members);
}

function withMember(object: AnnotationObject, name: string, value: JsonValue | undefined): AnnotationObject {
  const { [name]: _, ...others } = object;
  return value === undefined ? others : { ...object, [name]: value };
}
