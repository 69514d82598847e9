import type { Schema } from '../../model/schema.ts';
import { dereference, type Schemas } from '../../model/schema-kinds.ts';
import type { RequestField, Strategy } from '../../model/strategy.ts';
import type { OperationPlan } from '../plan/client-plan.ts';

type Values = Readonly<Record<string, unknown>>;

/** Returns the required parameters and properties of the body that are missing and that no strategy writes. */
export function missingParams({ params, source }: OperationPlan, given: Values, schemas: Schemas): string[] {
  const written = source.strategies.flatMap(fieldsOf);
  const missing = params.flatMap(({ key, parameter }) => {
    const isWritten = written.some((field) => field.in === 'parameter' && field.parameter === parameter);
    return parameter?.required && !isWritten && given[key] === undefined ? [key] : [];
  });
  const body = source.requestBody?.content[0]?.schema;
  const own = (given.body ?? {}) as Values;
  const properties = body === undefined ? [] : requiredOf(body, schemas);
  const writes = (name: string): boolean =>
    written.some((field) => field.in === 'body' && field.pointer.split('/')[1] === name);
  return [
    ...missing,
    ...properties.filter((name) => own[name] === undefined && !writes(name)).map((name) => `body.${name}`),
  ];
}

function requiredOf(schema: Schema, schemas: Schemas): string[] {
  const target = dereference(schema, schemas);
  if (target?.kind === 'intersection') return target.members.flatMap((member) => requiredOf(member, schemas));
  if (target?.kind !== 'object') return [];
  return target.properties.filter(({ required }) => required).map(({ name }) => name);
}

function fieldsOf({ request }: Strategy): RequestField[] {
  const fixed = request.fixed.map(({ field }) => field);
  return [request.offset, request.page, request.cursor, request.limit, ...fixed].filter((field) => field !== undefined);
}
