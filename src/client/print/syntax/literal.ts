import type { JsonValue } from '../../../shared/json.ts';
import { type Layout, list, object } from './brackets.ts';
import { stringLiteral } from './string-literal.ts';

/** A JSON value as an expression. */
export function literal(value: JsonValue): Layout {
  if (typeof value === 'string') return stringLiteral(value);
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (isArray(value)) return list(value.map(literal));
  return object(Object.entries(value).map(([key, member]) => [key, literal(member)]));
}

function isArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
