import type { JsonValue } from '../ir/json.ts';

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
