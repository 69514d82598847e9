import { pageRequestOf } from '../../model/page-bodies.ts';
import { describeRequestField, parseRequestExpression, schemaOfRequestField } from '../../model/pagination-fields.ts';
import type { Parameter } from '../../model/parameter.ts';
import { schemaAt } from '../../model/schema-at.ts';
import { dereference, describeKinds, kindOfValue, kindsFit, kindsOf } from '../../model/schema-kinds.ts';
import type { RequestField } from '../../model/strategy.ts';
import { formatPointer, type JsonPointer, type JsonValue, type Located } from '../../shared/json.ts';
import { type Advice, suggestName, suggestOrList, suggestWord } from '../../shared/suggest.ts';
import type { StrategyCheck } from './strategy-check.ts';

type Place = 'query' | 'header' | 'path';

/** Finds the place that a request expression names. Reports it and returns undefined if the operation has no such place. */
export function bindRequestField(
  check: StrategyCheck,
  label: string,
  node: Located,
  bare: 'query' | 'header' | 'body',
): RequestField | undefined {
  const expression = parseRequestExpression(String(node.value), bare);
  if (expression === undefined) return undefined;
  return expression.in === 'body'
    ? bindBody(check, label, expression.pointer, node)
    : bindParameter(check, label, expression.in, expression.name, node);
}

/** Finds a parameter by place and name. Header names are compared without case. */
export function findParameter(check: StrategyCheck, place: Place, name: string): Parameter | undefined {
  const fold = (text: string): string => (place === 'header' ? text.toLowerCase() : text);
  return check.operation.parameters.find((parameter) => parameter.in === place && fold(parameter.name) === fold(name));
}

function bindParameter(
  check: StrategyCheck,
  label: string,
  place: Place,
  name: string,
  { location }: Located,
): RequestField | undefined {
  const parameter = findParameter(check, place, name);
  if (parameter !== undefined) return { in: 'parameter', parameter, location };
  const bracketed = place === 'query' ? /^(.+)\[([^[\]]+)\]$/s.exec(name) : null;
  const object = bracketed && findParameter(check, 'query', bracketed[1]!);
  if (bracketed && object?.style === 'deepObject') {
    return bindProperty(check, label, object, bracketed[2]!, location);
  }
  const message = `\`${label}\` names the ${place} parameter \`${name}\`, which ${check.name} does not declare.`;
  const advice = undeclaredAdvice(check, place, name);
  check.error('pagination-undeclared-parameter', message, location, advice);
  return undefined;
}

function bindProperty(
  check: StrategyCheck,
  label: string,
  parameter: Parameter,
  property: string,
  location: Located['location'],
): RequestField | undefined {
  const lookup = schemaAt(parameter.schema, formatPointer([property]), check.schemas);
  if (lookup.found) return { in: 'parameter', parameter, property, location };
  const message = `\`${label}\` names \`${property}\` of the query parameter \`${parameter.name}\`, which has no such property.`;
  const advice = suggestName(property, lookup.candidates);
  check.error('pagination-undeclared-parameter', message, location, advice);
  return undefined;
}

function undeclaredAdvice(check: StrategyCheck, place: Place, name: string): Advice {
  const { parameters } = check.operation;
  const elsewhere = parameters.find((parameter) => parameter.name === name);
  if (elsewhere?.in === 'query' || elsewhere?.in === 'header' || elsewhere?.in === 'path') {
    const text = `$request.${elsewhere.in}.${name}`;
    const hint = `There is a ${elsewhere.in} parameter of this name: write \`${text}\`.`;
    return { hint, fix: { kind: 'replace', text } };
  }
  const names = parameters.filter((parameter) => parameter.in === place).map((parameter) => parameter.name);
  const advice = suggestName(name, names);
  // Names of headers have capitals and hyphens.
  const isLikeHeader = place === 'query' && advice.hint === undefined && /^[A-Z][\w]*(?:-\w+)*$/.test(name);
  return isLikeHeader
    ? { hint: `For a header, write \`$request.header.${name}\`.` }
    : suggestOrList(name, names, `Its only ${place} parameter is`, `Its ${place} parameters are`);
}

function bindBody(
  check: StrategyCheck,
  label: string,
  pointer: JsonPointer,
  { location }: Located,
): RequestField | undefined {
  const body = pageRequestOf(check.operation);
  if (body === undefined) {
    const message = `\`${label}\` names a field of the request body, but ${check.name} accepts neither JSON nor a form.`;
    check.error('pagination-no-json-body', message, location);
    return undefined;
  }
  const lookup = schemaAt(body.schema, pointer, check.schemas);
  if (lookup.found) {
    const required = check.operation.requestBody?.required === true && !lookup.optional;
    return { in: 'body', pointer, schema: lookup.schema, required, location };
  }
  const message = `\`${label}\` is \`${pointer}\`, but the request body of ${check.name} has no \`${lookup.missing}\` there.`;
  const advice = suggestOrList(
    lookup.missing,
    lookup.candidates,
    'The only property there is',
    'The properties there are',
  );
  check.error('pagination-pointer-to-nothing', message, location, advice);
  return undefined;
}

/** Reports a value of the annotation that the parameter or body field in which it is sent does not accept. */
export function checkSentValue(
  check: StrategyCheck,
  label: string,
  field: RequestField,
  { value, location }: Located<JsonValue>,
): void {
  const schema = schemaOfRequestField(field, check.schemas);
  const target = schema && dereference(schema, check.schemas);
  if (target === undefined) return;
  const shown = JSON.stringify(value);
  const kinds = kindsOf(target, check.schemas);
  if (!kindsFit(kinds, [kindOfValue(value)])) {
    const message = `\`${label}\` sends ${shown}, but ${describeRequestField(field)} of ${check.name} has type ${describeKinds(kinds)}.`;
    check.error('pagination-request-type', message, location);
  } else if (target.kind === 'enum' && !target.values.includes(value)) {
    const values = target.values.map((each) => (typeof each === 'string' ? each : JSON.stringify(each)));
    const message = `\`${label}\` sends ${shown}, but ${describeRequestField(field)} of ${check.name} accepts ${values.join(', ')}.`;
    const advice = suggestWord(String(value), values);
    check.error('pagination-unknown-value', message, location, advice);
  }
}
