import { describeRequestField, parseRequestExpression } from '../../model/pagination-fields.ts';
import type { Parameter } from '../../model/parameter.ts';
import type { FixedValue, RequestField } from '../../model/strategy.ts';
import { type JsonValue, keyLocation, type Located, type Location, membersOf } from '../../shared/json.ts';
import { bindRequestField, findParameter } from './request-field.ts';
import { checkSentValue } from './sent-value.ts';
import { fieldOf, type StrategyCheck } from './strategy-check.ts';

/** Headers that the client derives from the media types of the document, or that `fetch` sets itself. */
const OWN_HEADERS: ReadonlySet<string> = new Set(['accept', 'content-type', 'content-length', 'cookie', 'host']);

/** Finds the places of `request.fixed`. Reports a value that its place does not accept. */
export function bindFixed(check: StrategyCheck): FixedValue[] {
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
