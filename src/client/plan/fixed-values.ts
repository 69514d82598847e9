import type { Operation } from '../../model/operation.ts';
import type { Parameter } from '../../model/parameter.ts';
import { kindsOf, type Schemas } from '../../model/schema-kinds.ts';
import type { FixedValue, RequestField, Strategy } from '../../model/strategy.ts';
import type { JsonPointer, JsonValue } from '../../shared/json.ts';
import { call, type Expression, object, optional } from './expression.ts';

/** Request headers that are lists, to which several parties add (RFC 9110; `Prefer`: RFC 7240). */
const LIST_HEADERS: ReadonlySet<string> = new Set([
  ...['accept-charset', 'accept-encoding', 'accept-language', 'cache-control', 'connection', 'expect'],
  ...['if-match', 'if-none-match', 'pragma', 'prefer', 'te', 'trailer', 'upgrade', 'via', 'want-digest'],
]);

/** Plans the values that a strategy fixes. Returns undefined if no strategy of the operation fixes any. */
export function planFixedValues(
  { request: { fixed } }: Strategy,
  { strategies }: Operation,
  schemas: Schemas,
  pointerTo: (field: RequestField) => JsonPointer,
): Expression | undefined {
  const headers = fixed.filter(isHeader);
  const params = fixed.filter((each) => !isHeader(each));
  const isFixed = (parameter: Parameter): boolean => fixed.some(({ field }) => parameterOf(field) === parameter);
  const others = strategies.flatMap((other) => other.request.fixed.map(({ field }) => field));
  const needed = others.filter((field) => {
    const parameter = parameterOf(field);
    return parameter?.required === true && !isFixed(parameter);
  });
  if (fixed.length === 0 && needed.length === 0) return undefined;
  const lists = headers.filter(({ field }) => isListHeader(field, schemas));
  return call(
    'fixedValues',
    object({
      params: optional(Object.fromEntries(params.map(({ field, value }) => [pointerTo(field), value]))),
      headers: optional(Object.fromEntries(headers.map(({ field, value }) => [nameOf(field), headerText(value)]))),
      lists: optional(lists.map(({ field }) => nameOf(field))),
      needed: optional([...new Set(needed.map(pointerTo))]),
    }),
  );
}

function isHeader({ field }: FixedValue): boolean {
  return parameterOf(field)?.in === 'header';
}

function parameterOf(field: RequestField): Parameter | undefined {
  return field.in === 'parameter' && field.property === undefined ? field.parameter : undefined;
}

function nameOf(field: RequestField): string {
  return parameterOf(field)?.name ?? '';
}

/** True for a header to which the caller may add values. */
export function isListHeader(field: RequestField, schemas: Schemas): boolean {
  const parameter = parameterOf(field);
  if (parameter?.in !== 'header') return false;
  return LIST_HEADERS.has(parameter.name.toLowerCase()) || kindsOf(parameter.schema, schemas).has('array');
}

function headerText(value: JsonValue): string {
  if (Array.isArray(value)) return value.map(String).join(',');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
