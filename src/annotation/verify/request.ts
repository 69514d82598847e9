import type { Operation } from '../../model/operation.ts';
import {
  describeRequestField,
  linkParameters,
  parseRequestExpression,
  schemaOfRequestField,
} from '../../model/pagination-fields.ts';
import type { Parameter } from '../../model/parameter.ts';
import { describeKinds, kindsFit, kindsOf } from '../../model/schema-kinds.ts';
import type { FixedValue, NextOperation, RequestField, Strategy } from '../../model/strategy.ts';
import {
  elementsOf,
  isJsonObject,
  type JsonValue,
  keyLocation,
  type Located,
  type Location,
  membersOf,
} from '../../shared/json.ts';
import { suggestName } from '../../shared/suggest.ts';
import type { Continuation } from './continuation.ts';
import type { CursorFields } from './cursor-parts.ts';
import { bindRequestField, checkSentValue, findParameter } from './request-field.ts';
import { fieldOf, namedOperation, type StrategyCheck } from './strategy-check.ts';

/** Finds the parameter or body field for each field of `request`. */
export function bindRequest(
  check: StrategyCheck,
  parts: CursorFields | undefined,
  continuation: Continuation | undefined,
): Strategy['request'] {
  const { position } = check.style;
  const isContinued = position === 'cursor' && fieldOf(check, 'request', 'operation') !== undefined;
  const own = position === undefined || isContinued ? undefined : bind(check, position);
  const positionField = own ?? continuation?.cursor;
  if (positionField !== undefined && position !== 'cursor') expectNumber(check, `request.${position}`, positionField);
  const limit = bind(check, 'limit');
  if (limit !== undefined) expectNumber(check, 'request.limit', limit);
  const backCursor = check.style.request.includes('backCursor') ? bind(check, 'backCursor') : undefined;
  const backLimit = backCursor && bind(check, 'backLimit');
  if (backLimit !== undefined) expectNumber(check, 'request.backLimit', backLimit);
  const operation = nextOperation(check) ?? (continuation && { operation: continuation.operation });
  const start = fieldOf(check, 'request', 'start')?.value as JsonValue | undefined;
  const fixed = bindFixed(check);
  const isAll = fieldOf(check, 'request', 'firstPageOnly')?.value === '*';
  const kept = [
    positionField,
    ...(parts?.values() ?? []),
    limit,
    backCursor,
    backLimit,
    ...fixed.map(({ field }) => field),
  ];
  return {
    ...(position !== undefined && positionField !== undefined && { [position]: positionField }),
    ...(limit !== undefined && { limit }),
    ...(backCursor !== undefined && { backCursor }),
    ...(backLimit !== undefined && { backLimit }),
    ...(start !== undefined && { start }),
    fixed,
    firstPageOnly: isAll
      ? otherQueryParameters(check.operation, kept)
      : namedParameters(check, 'firstPageOnly', ['query', 'header', 'cookie']),
    ...(isAll && { isFirstPageOnlyAll: true as const }),
    ...(operation !== undefined && { operation }),
    carry: check.style.request.includes('carry') ? namedParameters(check, 'carry', ['query']) : [],
  };
}

/** Returns the query parameters that contain none of the fields. */
function otherQueryParameters(
  { parameters }: Operation,
  fields: readonly (RequestField | undefined)[],
): readonly Parameter[] {
  const kept = fields.map((field) => (field?.in === 'parameter' ? field.parameter : undefined));
  return parameters.filter((parameter) => parameter.in === 'query' && !kept.includes(parameter));
}

function bind(check: StrategyCheck, key: string): RequestField | undefined {
  const node = fieldOf(check, 'request', key);
  if (node === undefined || isJsonObject(node.value)) return undefined;
  return bindRequestField(check, `request.${key}`, node, check.style.bareName(key));
}

/** Reports a field that cannot be a number. Strings are accepted: many documents declare numbers in a query as strings. */
function expectNumber(check: StrategyCheck, label: string, field: RequestField): void {
  const schema = schemaOfRequestField(field, check.schemas);
  const kinds = schema && kindsOf(schema, check.schemas);
  if (kinds === undefined || kindsFit(kinds, ['integer', 'number', 'string'])) return;
  const message = `\`${label}\` is an integer, but ${describeRequestField(field)} of ${check.name} has type ${describeKinds(kinds)}.`;
  check.error('pagination-request-type', message, field.location);
}

/** Finds parameters by name alone, in `places` in this order. */
function namedParameters(
  check: StrategyCheck,
  key: 'firstPageOnly' | 'carry',
  places: readonly Parameter['in'][],
): Parameter[] {
  const node = fieldOf(check, 'request', key);
  if (node === undefined) return [];
  const candidates = places.flatMap((place) => check.operation.parameters.filter((each) => each.in === place));
  return elementsOf(node).flatMap(({ value, location }) => {
    const parameter = candidates.find(({ name }) => name === value);
    if (parameter !== undefined) return [parameter];
    const kind = places.length === 1 ? `${places[0]} parameter` : 'parameter';
    const message = `\`request.${key}\` names the ${kind} \`${value}\`, which ${check.name} does not declare.`;
    const advice = suggestName(
      String(value),
      candidates.map(({ name }) => name),
    );
    check.error('pagination-undeclared-parameter', message, location, advice);
    return [];
  });
}

/** Finds the operation that returns the following pages. Returns undefined if there is none, or after a fault. */
function nextOperation(check: StrategyCheck): NextOperation | undefined {
  const node = fieldOf(check, 'request', 'operation');
  if (node === undefined || check.style.name !== 'next-url') return undefined;
  const id = String(node.value);
  const operation = namedOperation(check, node);
  if (operation === undefined) return undefined;
  const [link, ...others] = linkParameters(operation, check.operation);
  if (link !== undefined && others.length === 0) return { operation, link };
  const found = link === undefined ? 'none' : [link, ...others].map(({ name }) => `\`${name}\``).join(', ');
  const wanted =
    operation === check.operation ? 'with `x-ms-skip-url-encoding: true`' : `that ${check.name} does not have`;
  const message = `The path of \`${id}\` must have exactly one parameter ${wanted}, to receive the link; found ${found}.`;
  check.error('pagination-undeclared-parameter', message, node.location);
  return undefined;
}

/** Headers that the client derives from the media types of the document, or that `fetch` sets itself. */
const OWN_HEADERS: ReadonlySet<string> = new Set(['accept', 'content-type', 'content-length', 'cookie', 'host']);

/** Finds the places of `request.fixed`. Reports a value that its place does not accept. */
function bindFixed(check: StrategyCheck): FixedValue[] {
  const node = fieldOf(check, 'request', 'fixed');
  return (node === undefined ? [] : membersOf(node)).flatMap(([key, { value, location }]) => {
    const field = bindPlace(check, { value: key, location: keyLocation(location) });
    if (field === undefined || !checkPlace(check, field)) return [];
    checkSentValue(check, 'request.fixed', field, { value: value as JsonValue, location });
    return [{ field, value: value as JsonValue }];
  });
}

/** Finds a place. A header needs no declaration: many documents omit `Prefer` and its like. */
function bindPlace(check: StrategyCheck, node: Located): RequestField | undefined {
  const bare = check.style.bareName('fixed');
  const expression = parseRequestExpression(String(node.value), bare);
  const isUndeclared =
    expression?.in === 'header' && findParameter(check, expression.in, expression.name) === undefined;
  return isUndeclared
    ? { in: 'parameter', parameter: undeclaredHeader(expression.name, node.location), location: node.location }
    : bindRequestField(check, 'request.fixed', node, bare);
}

function undeclaredHeader(name: string, location: Location): Parameter {
  return {
    name,
    in: 'header',
    required: false,
    deprecated: false,
    schema: { kind: 'unknown', location },
    style: 'simple',
    explode: false,
    allowReserved: false,
    location,
  };
}

/** Reports a place that belongs to credentials or to the client itself. */
function checkPlace(check: StrategyCheck, field: RequestField): boolean {
  if (field.in === 'body' || field.property !== undefined) return true;
  const { in: place, name } = field.parameter;
  const refuse = (why: string, hint: string): false => {
    const message = `\`request.fixed\` sets ${describeRequestField(field)}, which ${why}.`;
    check.annotationError('pagination-fixed-value', message, field.location, { hint });
    return false;
  };
  if (place === 'header' && OWN_HEADERS.has(name.toLowerCase())) {
    return refuse('the client sets itself', 'Declare the media types of the operation instead.');
  }
  const scheme = check.schemes.find((one) => {
    if (one.type === 'apiKey') return one.in === place && isSameName(place, one.parameter, name);
    return one.type !== 'mutualTLS' && place === 'header' && name.toLowerCase() === 'authorization';
  });
  if (scheme === undefined) return true;
  return refuse(`belongs to the security scheme \`${scheme.name}\``, 'Callers set credentials by `auth`.');
}

function isSameName(place: Parameter['in'], a: string, b: string): boolean {
  return place === 'header' ? a.toLowerCase() === b.toLowerCase() : a === b;
}
