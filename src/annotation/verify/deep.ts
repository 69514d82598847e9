import { describeRequestField, schemaOfRequestField } from '../../model/pagination-fields.ts';
import type { Schema } from '../../model/schema.ts';
import { dereference, describeKinds, kindOfValue, kindsFit, kindsOf, type Schemas } from '../../model/schema-kinds.ts';
import type { DeepPagination, RequestField } from '../../model/strategy.ts';
import { type JsonValue, keyOf, type Located, membersOf } from '../../shared/json.ts';
import { suggestWord } from '../../shared/suggest.ts';
import { bindRequestField } from './request.ts';
import { bindItemPointer } from './response.ts';
import { fieldOf, isSaid, placeOf, type Subject } from './subject.ts';

/** `deep`; undefined where there is none or where it is at fault, which is reported. */
export function deepGroup(subject: Subject, item: Schema | undefined): DeepPagination | undefined {
  const deep = subject.annotation.groups.get('deep');
  if (deep === undefined || !subject.style.deep) return undefined;
  checkNeeds(subject);
  const from = bindBound(subject, 'from');
  const until = bindBound(subject, 'until');
  const sort = bindSort(subject, fieldOf(subject, 'deep', 'sort'));
  const node = fieldOf(subject, 'deep', 'field');
  const field = node && bindItemPointer(subject, 'deep.field', node, item);
  if (node === undefined || field === undefined) return undefined;
  const fieldSchema = field.schema;
  if (field.optional) {
    const message = `\`deep.field\` is \`${field.pointer}\`, which may be absent or null in an item of ${subject.name}.`;
    const hint = 'A deep walk needs a field that is required and not nullable.';
    subject.error('pagination-deep-field', message, node.location, { hint });
  }
  if (fieldSchema !== undefined) {
    checkOrdered(subject, field.pointer, fieldSchema, node);
    for (const bound of [from, until]) if (bound !== undefined) checkBound(subject, fieldSchema, bound);
  }
  return {
    field: field.pointer,
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
    sort,
    ...(fieldSchema !== undefined && { fieldSchema }),
  };
}

function checkNeeds(subject: Subject): void {
  for (const key of ['field', 'sort']) {
    if (isSaid(subject, 'deep', key)) continue;
    const hint = key === 'sort' ? { hint: 'Write `sort: {}` where the server sorts by the field anyway.' } : {};
    subject.annotationError('pagination-missing-field', `\`deep\` needs \`${key}\`.`, placeOf(subject, 'deep'), hint);
  }
  if (!subject.annotation.fields.has('key') && !subject.annotation.faults?.has('key')) {
    const message = '`deep` needs the `key` of the strategy: what tells items of the same value apart.';
    subject.annotationError('pagination-missing-field', message, placeOf(subject, 'deep'));
  }
  const from = fieldOf(subject, 'deep', 'from');
  const until = fieldOf(subject, 'deep', 'until');
  if (!isSaid(subject, 'deep', 'from') && !isSaid(subject, 'deep', 'until')) {
    const message = '`deep` needs `from` (ascending order) or `until` (descending order).';
    subject.annotationError('pagination-missing-field', message, placeOf(subject, 'deep'));
  } else if (from !== undefined && until !== undefined) {
    const message = '`deep.from` and `deep.until` exclude each other.';
    const hint = 'Remove one of them.';
    subject.annotationError('pagination-exclusive-fields', message, keyOf(until.location), { hint });
  }
}

function bindBound(subject: Subject, key: 'from' | 'until'): RequestField | undefined {
  const node = fieldOf(subject, 'deep', key);
  return node && bindRequestField(subject, `deep.${key}`, node, subject.style.bareName(key));
}

function bindSort(subject: Subject, sort: Located | undefined): DeepPagination['sort'] {
  return (sort === undefined ? [] : membersOf(sort)).flatMap(([key, { value, location }]) => {
    const expression = { value: key, location: keyOf(location) };
    const field = bindRequestField(subject, `deep.sort`, expression, subject.style.bareName('sort'));
    if (field === undefined) return [];
    checkSortValue(subject, field, { value: value as JsonValue, location });
    return [{ field, value: value as JsonValue }];
  });
}

function checkOrdered(subject: Subject, pointer: string, schema: Schema, { location }: Located): void {
  const kinds = kindsOf(schema, subject.schemas);
  if (kindsFit(kinds, ['string', 'number', 'integer'])) return;
  const message = `\`deep.field\` must be a string or a number, but \`${pointer}\` of an item of ${subject.name} is ${describeKinds(kinds)}.`;
  subject.error('pagination-deep-field', message, location);
}

/** The bound is set to the field's own value, so both are of one type and format. */
function checkBound(subject: Subject, fieldSchema: Schema, bound: RequestField): void {
  const boundSchema = schemaOfRequestField(bound, subject.schemas);
  if (boundSchema === undefined) return;
  const [field, parameter] = [typeOf(fieldSchema, subject.schemas), typeOf(boundSchema, subject.schemas)];
  if (field === undefined || parameter === undefined || field === parameter) return;
  const message = `\`deep.field\` is ${field}, but ${describeRequestField(bound)} of ${subject.name} is ${parameter}.`;
  const related = [{ message: 'The bound is declared here.', location: boundSchema.location }];
  subject.error('pagination-deep-bound', message, bound.location, { related });
}

/** Type and format in words; undefined where the document leaves the type open. */
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

/** A value of `deep.sort` has to be one that its parameter takes. */
function checkSortValue(subject: Subject, field: RequestField, { value, location }: Located<JsonValue>): void {
  const schema = schemaOfRequestField(field, subject.schemas);
  const target = schema && dereference(schema, subject.schemas);
  if (target === undefined) return;
  const shown = JSON.stringify(value);
  const kinds = kindsOf(target, subject.schemas);
  if (!kindsFit(kinds, [kindOfValue(value)])) {
    const message = `\`deep.sort\` sends ${shown}, but ${describeRequestField(field)} of ${subject.name} is ${describeKinds(kinds)}.`;
    subject.error('pagination-request-type', message, location);
  } else if (target.kind === 'enum' && !target.values.includes(value)) {
    const values = target.values.map((each) => (typeof each === 'string' ? each : JSON.stringify(each)));
    const message = `\`deep.sort\` sends ${shown}, but ${describeRequestField(field)} of ${subject.name} takes ${values.join(', ')}.`;
    const advice = suggestWord(String(value), values);
    subject.error('pagination-unknown-value', message, location, advice);
  }
}
