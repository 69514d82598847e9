import { formatPointer, type JsonPointer, parsePointer } from '../shared/json.ts';
import { propertiesOf } from './properties.ts';
import type { Schema } from './schema.ts';
import { schemaAt } from './schema-at.ts';
import { kindsOf, type Schemas } from './schema-kinds.ts';

/** Members by which an answer tells success from failure. */
const OUTCOME_MEMBERS: ReadonlySet<string> = new Set(['ok', 'success', 'error', 'errors', 'code']);

/** A member that tells success from failure. */
export interface OutcomeMember {
  readonly pointer: JsonPointer;
  /** `flag`: true means success. `fault`: anything that is not empty means failure. `code`: only the API knows. */
  readonly kind: 'flag' | 'fault' | 'code';
}

/** True if the schema lets the value at a pointer, or one of its parents, be absent or null. */
export function mayBeAbsent(body: Schema, pointer: JsonPointer, schemas: Schemas): boolean {
  const lookup = schemaAt(body, pointer, schemas);
  return lookup.found && lookup.optional;
}

/**
 * Finds the member by which an answer tells success from failure, at its top or next to the items. An answer that has one
 * of them and no items may be an error, and not an empty page, unless the annotation says what an error is.
 */
export function findOutcome(body: Schema, items: JsonPointer, schemas: Schemas): OutcomeMember | undefined {
  const path = parsePointer(items) ?? [];
  const parents = path.length > 1 ? [[], path.slice(0, -1)] : [[]];
  for (const parent of parents) {
    const lookup = schemaAt(body, formatPointer(parent), schemas);
    const name = lookup.found
      ? propertiesOf(lookup.schema, schemas).find((one) => OUTCOME_MEMBERS.has(one.name))?.name
      : undefined;
    if (name === undefined) continue;
    const pointer = formatPointer([...parent, name]);
    const member = schemaAt(body, pointer, schemas);
    const isFlag = member.found && kindsOf(member.schema, schemas).has('boolean');
    if (name === 'error' || name === 'errors') return { pointer, kind: 'fault' };
    return { pointer, kind: isFlag && name !== 'code' ? 'flag' : 'code' };
  }
  return undefined;
}
