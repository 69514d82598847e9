import type { Annotated } from '../../annotation/verify/pagination.ts';
import { writtenAnnotation } from '../../annotation/written-annotation.ts';
import { type OverlayAction, overlayText } from '../../document/edit/overlay-text.ts';
import { appendToken, type JsonPointer, type JsonValue } from '../../shared/json.ts';

/** What can be found, with its meaning in one line. Codes are part of the public interface: added, never renamed. */
export const FINDINGS = {
  'page-size-refused': 'The API refuses a page size that the document allows.',
  'page-size-capped': 'The API gives fewer items a page than the document allows, without a word.',
  'page-size-maximum': 'The document names no maximum of the page size; this is the API’s.',
  'default-page-size': 'Without a page size, the API gives another number of items than the document says.',
  'position-refused': 'The API refuses a position that the document allows.',
  'field-missing': 'An answer lacks a field that the annotation declares.',
  'total-wrong': 'The walk gives another number of items than the declared total.',
  'end-too-early': 'The API says that a page is the last, but has more items.',
  'duplicate-items': 'Pages share items.',
  'walk-broken': 'The client cannot walk on.',
  'request-failed': 'The API answers with an error.',
} as const;

export type FindingCode = keyof typeof FINDINGS;

/** One field of the annotation that should say something else. */
export interface Correction {
  readonly group: 'limits' | 'response';
  readonly field: string;
  /** Undefined: the field should go. */
  readonly value: JsonValue | undefined;
}

/** One place where the document and the API disagree. */
export interface Finding {
  /** Name of the generated function. */
  readonly operation: string;
  readonly strategy: string;
  readonly code: FindingCode;
  readonly message: string;
  /** Absent where no annotation would make it right. */
  readonly corrections?: readonly Correction[];
}

const KEY = 'x-pagination';

/** An operation with what was found of it. */
export interface Verified {
  readonly annotated: Annotated;
  /** Names of its strategies, in order. */
  readonly strategies: readonly string[];
  /** Absent where it is not written out in the document itself. */
  readonly pointer: JsonPointer | undefined;
  /** Where the page size's own schema states a default, by strategy: it has to say the same. */
  readonly defaults: ReadonlyMap<string, JsonPointer>;
  readonly findings: readonly Finding[];
}

/** An overlay that makes the document say what the API does; undefined where nothing can be said. */
export function correctionsOverlay(
  info: { title: string; version: string },
  verified: readonly Verified[],
): string | undefined {
  const actions = [...verified.flatMap(actionsOf), ...defaultsOf(verified)];
  if (actions.length === 0) return undefined;
  const comments = ['Written by `pagegen verify`.'];
  return overlayText({ title: `Pagination of ${info.title}`, version: info.version, comments }, actions);
}

/** The annotation goes as a whole and comes again corrected: updates of an overlay only add to arrays. */
function actionsOf({ annotated, strategies: names, pointer, findings }: Verified): OverlayAction[] {
  const corrected = findings.filter(({ corrections }) => corrections !== undefined && corrections.length > 0);
  if (pointer === undefined || corrected.length === 0) return [];
  const { annotations, key } = annotated;
  const strategies = names.map((name, index) => {
    const own = corrected.filter(({ strategy }) => strategy === name);
    const written = annotations[index] === undefined ? {} : writtenAnnotation(annotations[index]);
    return own.flatMap(({ corrections }) => corrections ?? []).reduce(withCorrection, written);
  });
  const [only, ...others] = strategies;
  const annotation: JsonValue = others.length === 0 ? (only ?? {}) : strategies;
  const comments = corrected.map(({ operation: name, message }) => `${name}: ${message}`);
  const removal: OverlayAction[] =
    key === KEY ? [{ pointer: appendToken(pointer, KEY), update: 'remove', comments }] : [];
  return [...removal, { pointer, update: { [KEY]: annotation }, comments: key === KEY ? [] : comments }];
}

/** One for each schema: strategies share theirs. */
function defaultsOf(verified: readonly Verified[]): OverlayAction[] {
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

type Written = { readonly [key: string]: JsonValue };

function withCorrection(annotation: Written, { group, field, value }: Correction): Written {
  const { [field]: _, ...others } = (annotation[group] ?? {}) as Written;
  return { ...annotation, [group]: value === undefined ? others : { ...others, [field]: value } };
}
