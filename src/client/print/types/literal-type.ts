import type { JsonValue } from '../../../shared/json.ts';
import { propertyName } from '../syntax/property-name.ts';
import { stringLiteral } from '../syntax/string-literal.ts';

/** Returns the code of the type that has one JSON value. */
export function literalType(value: JsonValue): string {
  if (typeof value === 'string') return stringLiteral(value);
  if (value === null || typeof value !== 'object') return String(value);
  if (isArray(value)) return `[${value.map(literalType).join(', ')}]`;
  const members = Object.entries(value).map(([name, member]) => `${propertyName(name)}: ${literalType(member)}`);
  return members.length === 0 ? '{}' : `{ ${members.join('; ')} }`;
}

function isArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
