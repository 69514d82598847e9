import {
  parseItemPointer,
  parseRequestExpression,
  parseResponseExpression,
  type RequestExpression,
} from '../model/pagination-fields.ts';
import type { JsonValue } from '../shared/json.ts';
import type { StrategyAnnotation } from './fields.ts';

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

const REQUEST_EXPRESSIONS = new Set(['offset', 'page', 'cursor', 'limit']);
const RESPONSE_EXPRESSIONS = new Set(['items', 'nextCursor', 'nextUrl', 'hasMore', 'total', 'totalPages', 'limit']);

function shortest(group: string, key: string, value: JsonValue, style: string): JsonValue {
  if (typeof value !== 'string') return value;
  if (group === 'request' && REQUEST_EXPRESSIONS.has(key)) return shortRequest(value, bareNames(style, key));
  if (group === 'response' && RESPONSE_EXPRESSIONS.has(key)) return shortResponse(value);
  if (key === 'itemCursor') return parseItemPointer(value) ?? value;
  return value;
}

/** Returns the place to which a bare name refers. */
function bareNames(style: string, key: string): RequestExpression['in'] {
  if (style === 'cursor-body') return 'body';
  return style === 'cursor-header' && key === 'cursor' ? 'header' : 'query';
}

function shortRequest(text: string, bare: RequestExpression['in']): string {
  const meant = parseRequestExpression(text, bare);
  if (meant === undefined) return text;
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
