import { suggestion } from '../../extensions/x-pagination/problem.ts';
import { formatPointer, type JsonPointer } from '../../ir/json-pointer.ts';
import type { Located } from '../../ir/located.ts';
import { isJsonMediaType } from '../../ir/media-type.ts';
import type { Parameter } from '../../ir/operation.ts';
import type { RequestField } from '../../ir/pagination.ts';
import { parseRequestExpression } from '../../ir/pagination-expression.ts';
import { schemaAt } from '../../ir/schema-at.ts';
import type { Subject } from './subject.ts';

/** Finds the place that a request expression names. Undefined, and reported, where the operation has none. */
export function bindRequestField(
  subject: Subject,
  label: string,
  node: Located,
  bare: 'query' | 'header' | 'body',
): RequestField | undefined {
  const expression = parseRequestExpression(String(node.value), bare);
  if (expression === undefined) return undefined;
  return expression.in === 'body'
    ? bindBody(subject, label, expression.pointer, node)
    : bindParameter(subject, label, expression.in, expression.name, node);
}

/** The parameter of a name in a place; header names compare without regard to case. */
function findParameter(subject: Subject, place: 'query' | 'header', name: string): Parameter | undefined {
  const fold = (text: string): string => (place === 'header' ? text.toLowerCase() : text);
  return subject.operation.parameters.find(
    (parameter) => parameter.in === place && fold(parameter.name) === fold(name),
  );
}

function bindParameter(
  subject: Subject,
  label: string,
  place: 'query' | 'header',
  name: string,
  { location }: Located,
): RequestField | undefined {
  const parameter = findParameter(subject, place, name);
  if (parameter !== undefined) return { in: 'parameter', parameter, location };
  const bracketed = place === 'query' ? /^(.+)\[([^[\]]+)\]$/s.exec(name) : null;
  const object = bracketed && findParameter(subject, 'query', bracketed[1]!);
  if (bracketed && object?.style === 'deepObject') {
    return bindProperty(subject, label, object, bracketed[2]!, location);
  }
  const message = `\`${label}\` names the ${place} parameter \`${name}\`, which ${subject.name} does not declare.`;
  const hint = undeclaredHint(subject, place, name);
  subject.error('pagination-undeclared-parameter', message, location, hint === undefined ? {} : { hint });
  return undefined;
}

function bindProperty(
  subject: Subject,
  label: string,
  parameter: Parameter,
  property: string,
  location: Located['location'],
): RequestField | undefined {
  const lookup = schemaAt(parameter.schema, formatPointer([property]), subject.schemas);
  if (lookup.found) return { in: 'parameter', parameter, property, location };
  const message = `\`${label}\` names \`${property}\` of the query parameter \`${parameter.name}\`, which has no such property.`;
  const hint = suggestion(property, lookup.candidates);
  subject.error('pagination-undeclared-parameter', message, location, hint === undefined ? {} : { hint });
  return undefined;
}

function undeclaredHint(subject: Subject, place: 'query' | 'header', name: string): string | undefined {
  const { parameters } = subject.operation;
  const elsewhere = parameters.find((parameter) => parameter.name === name);
  if (elsewhere?.in === 'query' || elsewhere?.in === 'header') {
    return `There is a ${elsewhere.in} parameter of this name: write \`$request.${elsewhere.in}.${name}\`.`;
  }
  const names = parameters.filter((parameter) => parameter.in === place).map((parameter) => parameter.name);
  return suggestion(name, names);
}

function bindBody(
  subject: Subject,
  label: string,
  pointer: JsonPointer,
  { location }: Located,
): RequestField | undefined {
  const body = subject.operation.requestBody?.content.find(({ mediaType }) => isJsonMediaType(mediaType));
  if (body === undefined) {
    const message = `\`${label}\` stands in the JSON request body, but ${subject.name} takes none.`;
    subject.error('pagination-no-json-body', message, location);
    return undefined;
  }
  const lookup = schemaAt(body.schema, pointer, subject.schemas);
  if (lookup.found) {
    const required = subject.operation.requestBody?.required === true && !lookup.optional;
    return { in: 'body', pointer, schema: lookup.schema, required, location };
  }
  const message = `\`${label}\` is \`${pointer}\`, but the request body of ${subject.name} has no \`${lookup.missing}\` there.`;
  const hint = suggestion(lookup.missing, lookup.candidates);
  subject.error('pagination-pointer-to-nothing', message, location, hint === undefined ? {} : { hint });
  return undefined;
}
