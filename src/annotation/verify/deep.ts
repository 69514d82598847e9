import { describeRequestField, schemaOfRequestField } from '../../model/pagination-fields.ts';
import type { Schema } from '../../model/schema.ts';
import { dereference, describeKinds, kindsFit, kindsOf, type Schemas } from '../../model/schema-kinds.ts';
import type { DeepPagination, RequestField } from '../../model/strategy.ts';
import { type JsonValue, keyLocation, type Located, membersOf } from '../../shared/json.ts';
import { bindRequestField, checkSentValue } from './request-field.ts';
import { bindItemPointer } from './response.ts';
import { fieldOf, groupLocation, hasField, type StrategyCheck } from './strategy-check.ts';

/** Finds the fields of `deep` in the document. Returns undefined if there is no `deep`, or after a fault. */
export function bindDeep(check: StrategyCheck, item: Schema | undefined): DeepPagination | undefined {
  const deep = check.annotation.groups.get('deep');
  if (deep === undefined) return undefined;
  checkNeeds(check);
  const from = bindBound(check, 'from');
  const until = bindBound(check, 'until');
  const sort = bindSort(check, fieldOf(check, 'deep', 'sort'));
  const node = fieldOf(check, 'deep', 'field');
  const field = node && bindItemPointer(check, 'deep.field', node, item);
  if (node === undefined || field === undefined) return undefined;
  const fieldSchema = field.schema;
  if (field.optional) {
    const message = `\`deep.field\` is \`${field.pointer}\`, which may be absent or null in an item of ${check.name}.`;
    const hint = 'Choose a field that is required and not nullable.';
    check.error('pagination-deep-field', message, node.location, { hint });
  }
  if (fieldSchema !== undefined) {
    checkOrdered(check, field.pointer, fieldSchema, node);
    for (const bound of [from, until]) if (bound !== undefined) checkBound(check, fieldSchema, bound);
  }
  return {
    field: field.pointer,
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
    sort,
    ...(fieldSchema !== undefined && { fieldSchema }),
  };
}

function checkNeeds(check: StrategyCheck): void {
  for (const key of ['field', 'sort']) {
    if (hasField(check, 'deep', key)) continue;
    const hint = key === 'sort' ? { hint: 'Write `sort: {}` if the server sorts by the field anyway.' } : {};
    check.annotationError('pagination-missing-field', `\`deep\` needs \`${key}\`.`, groupLocation(check, 'deep'), hint);
  }
  if (!check.annotation.fields.has('key') && !check.annotation.faults?.has('key')) {
    const message = '`deep` needs the `key` of the strategy to identify items with equal values of `deep.field`.';
    check.annotationError('pagination-missing-field', message, groupLocation(check, 'deep'));
  }
  const from = fieldOf(check, 'deep', 'from');
  const until = fieldOf(check, 'deep', 'until');
  if (!hasField(check, 'deep', 'from') && !hasField(check, 'deep', 'until')) {
    const message = '`deep` needs `from` (ascending order) or `until` (descending order).';
    check.annotationError('pagination-missing-field', message, groupLocation(check, 'deep'));
  } else if (from !== undefined && until !== undefined) {
    const message = '`deep.from` and `deep.until` are mutually exclusive.';
    const hint = 'Remove one of them.';
    check.annotationError('pagination-exclusive-fields', message, keyLocation(until.location), { hint });
  }
}

function bindBound(check: StrategyCheck, key: 'from' | 'until'): RequestField | undefined {
  const node = fieldOf(check, 'deep', key);
  return node && bindRequestField(check, `deep.${key}`, node, check.style.bareName(key));
}

function bindSort(check: StrategyCheck, sort: Located | undefined): DeepPagination['sort'] {
  return (sort === undefined ? [] : membersOf(sort)).flatMap(([key, { value, location }]) => {
    const expression = { value: key, location: keyLocation(location) };
    const field = bindRequestField(check, `deep.sort`, expression, check.style.bareName('sort'));
    if (field === undefined) return [];
    checkSentValue(check, 'deep.sort', field, { value: value as JsonValue, location });
    return [{ field, value: value as JsonValue }];
  });
}

function checkOrdered(check: StrategyCheck, pointer: string, schema: Schema, { location }: Located): void {
  const kinds = kindsOf(schema, check.schemas);
  if (kindsFit(kinds, ['string', 'number', 'integer'])) return;
  const message = `\`deep.field\` must be a string or a number, but \`${pointer}\` of an item of ${check.name} has type ${describeKinds(kinds)}.`;
  check.error('pagination-deep-field', message, location);
}

/** Reports a bound with another type or format than the field: clients send values of the field as the bound. */
function checkBound(check: StrategyCheck, fieldSchema: Schema, bound: RequestField): void {
  const boundSchema = schemaOfRequestField(bound, check.schemas);
  if (boundSchema === undefined) return;
  const [field, parameter] = [typeOf(fieldSchema, check.schemas), typeOf(boundSchema, check.schemas)];
  if (field === undefined || parameter === undefined || field === parameter) return;
  const message = `\`deep.field\` has type ${field}, but ${describeRequestField(bound)} of ${check.name} has type ${parameter}.`;
  const related = [{ message: 'The bound is declared here.', location: boundSchema.location }];
  check.error('pagination-deep-bound', message, bound.location, { related });
}

/** Describes type and format. Returns undefined if the document does not declare the type. */
function typeOf(schema: Schema, schemas: Schemas): string | undefined {
  const kinds = kindsOf(schema, schemas);
  if (kinds.has('unknown')) return undefined;
  const format = formatOf(schema, schemas);
  const type = describeKinds(kinds);
  return format === undefined ? `${type} without a format` : `${type} (${format})`;
}

function formatOf(schema: Schema, schemas: Schemas): string | undefined {
  const target = dereference(schema, schemas);
  if (schema.format !== undefined || target === undefined) return schema.format;
  if (target.format !== undefined || (target.kind !== 'union' && target.kind !== 'intersection')) return target.format;
  return target.members.map((member) => member.format).find((format) => format !== undefined);
}
