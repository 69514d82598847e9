import type { JsonValue } from '../paginator/checkpoint.js';
import type { FieldSource } from './answer.js';
import { isSameJson, type ResponseField, readField } from './values.js';

/** A condition under which a 2xx answer is an error. */
export interface ErrorCondition {
  readonly at: ResponseField;
  /** Values that mean an error. */
  readonly is?: readonly JsonValue[];
  /** Values that mean success; every other one means an error. */
  readonly not?: readonly JsonValue[];
  /** The schema requires the member, so that its absence means an error under `not`. */
  readonly isRequired?: boolean;
}

/** Returns true if a 2xx answer is an error. */
export type ErrorTest = (answer: FieldSource) => boolean;

/** Recognizes errors in 2xx answers: GraphQL's `errors`, Slack's `ok: false`, Google's `status: OVER_QUERY_LIMIT`. */
export function errorWhen(...conditions: readonly ErrorCondition[]): ErrorTest {
  return (answer) => conditions.some((condition) => isMet(condition, readField(answer, condition.at)));
}

function isMet({ is, not, isRequired }: ErrorCondition, value: unknown): boolean {
  const isAbsent = value === undefined || value === null;
  const isAmong = (values: readonly JsonValue[]): boolean => values.some((one) => isSameJson(one, value));
  if (is !== undefined) return !isAbsent && isAmong(is);
  if (not !== undefined) return isAbsent ? isRequired === true && !isAmong(not) : !isAmong(not);
  const isEmpty = value === false || value === 0 || value === '' || (Array.isArray(value) && value.length === 0);
  return !isAbsent && !isEmpty;
}
