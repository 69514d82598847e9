import type { Operation } from '../../model/operation.ts';
import { pageRequestOf } from '../../model/page-bodies.ts';
import type { Schema } from '../../model/schema.ts';
import { presetValue, propertiesOf } from '../../model/schema-kinds.ts';
import type { RequestField } from '../../model/strategy.ts';
import { isJsonObject, keyLocation } from '../../shared/json.ts';
import { bindRequestField } from './request-field.ts';
import { bindResponse } from './response.ts';
import { fieldOf, groupLocation, namedOperation, type StrategyCheck } from './strategy-check.ts';

/** Another operation that returns the pages after the first, and its field for the cursor. */
export interface Continuation {
  readonly operation: Operation;
  readonly cursor: RequestField;
}

/** Finds the operation that takes the cursors of another one. Returns undefined if there is none, or after a fault. */
export function bindContinuation(check: StrategyCheck): Continuation | undefined {
  const node = fieldOf(check, 'request', 'operation');
  if (node === undefined || check.style.position !== 'cursor') return undefined;
  const id = String(node.value);
  const operation = namedOperation(check, node);
  if (operation === undefined) return undefined;
  checkExcluded(check);
  const next = { ...check, operation, name: id };
  const cursor = fieldOf(check, 'request', 'cursor');
  const field =
    cursor === undefined || isJsonObject(cursor.value)
      ? undefined
      : bindRequestField(next, 'request.cursor', cursor, check.style.bareName('cursor'));
  if (field === undefined) return undefined;
  const unmet = requiredOf(next, field).filter((name) => !isSupplied(check, name));
  if (unmet.length > 0) {
    const message = `\`${id}\` requires ${unmet.map(({ name }) => `\`${name}\``).join(', ')}, which ${check.name} does not have: nothing supplies it to the pages after the first.`;
    check.error('pagination-undeclared-parameter', message, node.location);
  }
  return { operation, cursor: field };
}

/** Reports fields that only the first operation could send. */
function checkExcluded(check: StrategyCheck): void {
  const location = keyLocation(fieldOf(check, 'request', 'operation')?.location ?? check.annotation.location);
  const refuse = (other: string): void => {
    const message = `\`request.operation\` and ${other} are mutually exclusive: only the first operation could send it.`;
    check.annotationError('pagination-exclusive-fields', message, location);
  };
  if (check.annotation.groups.has('deep')) refuse('`deep`');
  for (const key of ['start', 'backCursor']) {
    if (fieldOf(check, 'request', key) !== undefined) refuse(`\`request.${key}\``);
  }
  if (isJsonObject(fieldOf(check, 'request', 'cursor')?.value)) refuse('a cursor of several parts');
}

/** A parameter or top-level member of the body. */
interface Part {
  readonly in: string;
  readonly name: string;
  readonly schema: Schema;
}

function partsOf(
  operation: Operation,
  schemas: StrategyCheck['schemas'],
  isWanted: (part: { required: boolean }) => boolean,
): Part[] {
  const body = pageRequestOf(operation)?.schema;
  const members = body === undefined ? [] : propertiesOf(body, schemas);
  return [
    ...operation.parameters.filter(isWanted).map(({ in: place, name, schema }) => ({ in: place, name, schema })),
    ...members.filter(isWanted).map(({ name, schema }) => ({ in: 'body', name, schema })),
  ];
}

function requiredOf({ operation, schemas }: StrategyCheck, cursor: RequestField): Part[] {
  return partsOf(operation, schemas, ({ required }) => required).filter(({ in: place, name, schema }) => {
    const isCursor =
      cursor.in === 'body'
        ? place === 'body' && cursor.pointer.split('/')[1] === name
        : cursor.parameter.in === place && cursor.parameter.name === name;
    return !isCursor && presetValue(schema, schemas) === undefined;
  });
}

function isSupplied(check: StrategyCheck, { in: place, name }: Part): boolean {
  return partsOf(check.operation, check.schemas, () => true).some((part) => part.in === place && part.name === name);
}

/** Verifies the response against the other operation, too. Its items must have the type of the first one's. */
export function checkContinuedResponse(check: StrategyCheck, { operation }: Continuation, item: Schema): void {
  if (check.hasFailed()) return;
  const name = operation.operationId ?? '';
  const found = bindResponse({ ...check, operation, name });
  if (found === undefined || isSameType(found.item, item, check)) return;
  const message = `The items of \`${name}\` have another type than those of ${check.name}.`;
  const location = fieldOf(check, 'request', 'operation')?.location ?? groupLocation(check, 'request');
  check.error('pagination-response-type', message, location);
}

function isSameType(a: Schema, b: Schema, { schemas }: StrategyCheck): boolean {
  if (a === b || (a.kind === 'ref' && b.kind === 'ref' && a.id === b.id)) return true;
  const namesOf = (schema: Schema): string =>
    propertiesOf(schema, schemas)
      .map(({ name }) => name)
      .sort()
      .join();
  return a.kind !== 'ref' && b.kind !== 'ref' && a.kind === b.kind && namesOf(a) === namesOf(b);
}
