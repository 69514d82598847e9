import { suggestion } from '../../extensions/x-pagination/problem.ts';
import type { JsonValue } from '../../ir/json.ts';
import type { Located } from '../../ir/located.ts';
import type { RequestField } from '../../ir/pagination.ts';
import { describeRequestField, schemaOfRequestField } from '../../ir/request-field.ts';
import { dereference, describeKinds, kindOfValue, kindsFit, kindsOf } from '../../ir/schema-kinds.ts';
import type { Subject } from './subject.ts';

/** A value of `deep.sort` has to be one that its parameter takes. */
export function checkSortValue(subject: Subject, field: RequestField, { value, location }: Located<JsonValue>): void {
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
    const hint = suggestion(String(value), values);
    subject.error('pagination-unknown-value', message, location, hint === undefined ? {} : { hint });
  }
}
