import { parseItemPointer, parseRequestExpression, parseResponseExpression } from '../model/pagination-fields.ts';
import type { JsonValue } from '../shared/json.ts';
import type { GroupName, StrategyAnnotation } from './annotation.ts';
import { requestExpression, responseExpression } from './field-values.ts';
import { GROUP_FIELDS } from './fields.ts';
import { bareNamePlace } from './styles.ts';

/** Returns a strategy as an author would write it under `x-pagination`, in the short form of each value. */
export function writtenAnnotation({ fields, groups }: StrategyAnnotation): { readonly [key: string]: JsonValue } {
  const style = String(fields.get('style')?.value);
  const members: [string, JsonValue][] = [...fields].map(([key, { value }]) => [key, value as JsonValue]);
  for (const [group, { fields: inside }] of groups) {
    if (inside.size === 0) continue;
    const written = [...inside].map(([key, { value }]) => [key, shortest(group, key, value as JsonValue, style)]);
    members.push([group, Object.fromEntries(written) as JsonValue]);
  }
  return Object.fromEntries(members);
}

function shortest(group: GroupName, key: string, value: JsonValue, style: string): JsonValue {
  if (typeof value !== 'string') return value;
  const accepted = GROUP_FIELDS[group].get(key)?.value;
  if (group === 'request' && accepted?.syntax === requestExpression.syntax)
    return shortRequest(value, bareNamePlace(style, key));
  // Fields that also accept an object share the syntax of the text.
  if (accepted?.syntax === responseExpression.syntax) return shortResponse(value);
  if (key === 'itemCursor') return parseItemPointer(value) ?? value;
  return value;
}

function shortRequest(text: string, bare: ReturnType<typeof bareNamePlace>): string {
  const meant = parseRequestExpression(text, bare);
  if (meant === undefined || meant.in === 'path') return text;
  const short = meant.in === 'body' ? meant.pointer : meant.name;
  return same(parseRequestExpression(short, bare), meant) ? short : text;
}

function shortResponse(text: string): string {
  const meant = parseResponseExpression(text);
  if (meant?.in !== 'body' || meant.pointer === '') return text;
  return same(parseResponseExpression(meant.pointer), meant) ? meant.pointer : text;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
