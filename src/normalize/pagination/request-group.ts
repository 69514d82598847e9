import { suggestion } from '../../extensions/x-pagination/problem.ts';
import type { JsonValue } from '../../ir/json.ts';
import { elementsOf } from '../../ir/located.ts';
import type { Parameter } from '../../ir/operation.ts';
import type { RequestField, Strategy } from '../../ir/pagination.ts';
import { describeRequestField, schemaOfRequestField } from '../../ir/request-field.ts';
import { describeKinds, kindsFit, kindsOf } from '../../ir/schema-kinds.ts';
import { nextOperation } from './next-operation.ts';
import { bindRequestField } from './request-field.ts';
import { fieldOf, type Subject } from './subject.ts';

/** The fields of `request`, each bound to the place that carries it. */
export function requestGroup(subject: Subject): Strategy['request'] {
  const { position } = subject.style;
  const positionField = position === undefined ? undefined : bind(subject, position);
  if (positionField !== undefined && position !== 'cursor') expectNumber(subject, `request.${position}`, positionField);
  const limit = bind(subject, 'limit');
  const isShared = positionField && limit && describeRequestField(positionField) === describeRequestField(limit);
  if (isShared) reportShared(subject, position!, limit);
  if (limit !== undefined) expectNumber(subject, 'request.limit', limit);
  const operation = nextOperation(subject);
  const start = fieldOf(subject, 'request', 'start')?.value as JsonValue | undefined;
  return {
    ...(position !== undefined && positionField !== undefined && !isShared && { [position]: positionField }),
    ...(limit !== undefined && { limit }),
    ...(start !== undefined && { start }),
    firstPageOnly: namedParameters(subject, 'firstPageOnly', ['query', 'header', 'cookie']),
    ...(operation !== undefined && { operation }),
    carry: subject.style.request.includes('carry') ? namedParameters(subject, 'carry', ['query']) : [],
  };
}

function bind(subject: Subject, key: string): RequestField | undefined {
  const node = fieldOf(subject, 'request', key);
  return node && bindRequestField(subject, `request.${key}`, node, subject.style.bareName(key));
}

function reportShared(subject: Subject, position: string, limit: RequestField): void {
  const message = `\`request.${position}\` and \`request.limit\` are both ${describeRequestField(limit)}.`;
  subject.annotationError('pagination-exclusive-fields', message, limit.location);
}

/** Text is accepted: in a query, numbers are text, and documents often say no more than that. */
function expectNumber(subject: Subject, label: string, field: RequestField): void {
  const schema = schemaOfRequestField(field, subject.schemas);
  const kinds = schema && kindsOf(schema, subject.schemas);
  if (kinds === undefined || kindsFit(kinds, ['integer', 'number', 'string'])) return;
  const message = `\`${label}\` is an integer, but ${describeRequestField(field)} of ${subject.name} is ${describeKinds(kinds)}.`;
  subject.error('pagination-request-type', message, field.location);
}

/** Parameters by name alone, looked for in `places` in this order. */
function namedParameters(
  subject: Subject,
  key: 'firstPageOnly' | 'carry',
  places: readonly Parameter['in'][],
): Parameter[] {
  const node = fieldOf(subject, 'request', key);
  if (node === undefined) return [];
  const candidates = places.flatMap((place) => subject.operation.parameters.filter((each) => each.in === place));
  return elementsOf(node).flatMap(({ value, location }) => {
    const parameter = candidates.find(({ name }) => name === value);
    if (parameter !== undefined) return [parameter];
    const kind = places.length === 1 ? `${places[0]} parameter` : 'parameter';
    const message = `\`request.${key}\` names the ${kind} \`${value}\`, which ${subject.name} does not declare.`;
    const hint = suggestion(
      String(value),
      candidates.map(({ name }) => name),
    );
    subject.error('pagination-undeclared-parameter', message, location, hint === undefined ? {} : { hint });
    return [];
  });
}
