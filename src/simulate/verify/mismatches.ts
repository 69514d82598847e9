import type { JsonValue } from '../../shared/json.ts';

/** All kinds of mismatches, each in one line. The codes are public: new ones can be added, none can be renamed. */
export const MISMATCHES = {
  'page-size-refused': 'The API rejects a page size that the document allows.',
  'page-size-capped': 'The API silently returns fewer items per page than the document allows.',
  'page-size-ignored': 'The API returns more items per page than the request asks for.',
  'page-size-lost': 'The links to the next pages lack the page size that the request asks for.',
  'page-size-maximum': 'The API has a maximum page size, and the document declares none.',
  'default-page-size': 'Without a page size, the API returns a different number of items than the document declares.',
  'position-refused': 'The API rejects a position that the document allows.',
  'position-wrong': 'A position does not select the items that the style says it selects.',
  'start-wrong': 'The list begins before the first page that the document declares.',
  'ceiling-undeclared': 'The API rejects positions from some point on, and the document declares no ceiling.',
  'ceiling-too-low': 'The API returns items beyond a ceiling that the document declares.',
  'past-end-undeclared':
    'Past the last page, the API responds with an error or repeats it, and the document does not say so.',
  'field-missing': 'The responses lack a field that the annotation declares.',
  'field-wrong': 'A field of the responses has another value than the annotation says.',
  'key-not-unique': 'Different items have the same key.',
  'total-wrong': 'The walk returns a different number of items than the declared total.',
  'end-too-early': 'The API marks a page as the last one, but has more items.',
  'duplicate-items': 'Several pages contain the same items.',
  'walks-differ': 'A walk with a page size and one without do not return the same items.',
  'unstable-order': 'Two walks of the same query return items in another order, or lose items.',
  'windows-broken': 'The client cannot pass a ceiling as `deep` declares.',
  'way-back-wrong': 'A page does not lead back to the page before it, as the document declares.',
  'walk-broken': 'The client cannot continue the walk.',
  'budget-too-large': 'The API allows fewer requests than a budget of the document.',
  'request-failed': 'The API responds with an error.',
} as const;

export type MismatchCode = keyof typeof MISMATCHES;

/** A change to one field of the annotation. */
export interface Correction {
  /** Absent for a field outside of all groups. */
  readonly group?: 'request' | 'response' | 'limits';
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
  /** Status of the response, if the API rejected a request. */
  readonly status?: number;
  /** Absent if no change of the annotation resolves the mismatch. */
  readonly corrections?: readonly Correction[];
}

export interface MismatchDetails {
  readonly corrections?: readonly Correction[];
  readonly status?: number;
}

export type ReportMismatch = (code: MismatchCode, message: string, details?: MismatchDetails) => void;

/** Returns the correction that removes a field of a response. */
export function removeField(field: string): Correction {
  return { group: 'response', field, value: undefined };
}

/** Returns the correction that sets a limit. */
export function correctLimit(field: string, value: number): Correction {
  return { group: 'limits', field, value };
}
