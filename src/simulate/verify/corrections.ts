import type { Annotated } from '../../annotation/verify/pagination.ts';
import { writtenAnnotation } from '../../annotation/written-annotation.ts';
import { type OverlayAction, overlayText } from '../../document/edit/overlay-text.ts';
import { appendToken, type JsonPointer, type JsonValue } from '../../shared/json.ts';

/** All kinds of mismatches, each in one line. The codes are public: new ones can be added, none can be renamed. */
export const MISMATCHES = {
  'page-size-refused': 'The API rejects a page size that the document allows.',
  'page-size-capped': 'The API silently returns fewer items per page than the document allows.',
  'page-size-maximum': 'The API has a maximum page size, and the document declares none.',
  'default-page-size': 'Without a page size, the API returns a different number of items than the document declares.',
  'position-refused': 'The API rejects a position that the document allows.',
  'field-missing': 'The responses lack a field that the annotation declares.',
  'total-wrong': 'The walk returns a different number of items than the declared total.',
  'end-too-early': 'The API marks a page as the last one, but has more items.',
  'duplicate-items': 'Several pages contain the same items.',
  'walk-broken': 'The client cannot continue the walk.',
  'request-failed': 'The API responds with an error.',
} as const;

export type MismatchCode = keyof typeof MISMATCHES;

/** A change to one field of the annotation. */
export interface Correction {
  readonly group: 'limits' | 'response';
  readonly field: string;
  /** The correct value; undefined if the field has to be removed. */
  readonly value: JsonValue | undefined;
}

/** One place where the document and the API disagree. */
export interface Mismatch {
  /** Name of the generated function. */
  readonly operation: string;
  readonly strategy: string;
  readonly code: MismatchCode;
  readonly message: string;
  /** Absent if no change of the annotation resolves the mismatch. */
  readonly corrections?: readonly Correction[];
}

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
  const comments = ['AnnotationObject by `pagegen verify`.'];
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
  const { [field]: _, ...others } = (annotation[group] ?? {}) as AnnotationObject;
  return { ...annotation, [group]: value === undefined ? others : { ...others, [field]: value } };
}
