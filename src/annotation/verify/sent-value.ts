import { describeRequestField, schemaOfRequestField } from '../../model/pagination-fields.ts';
import { dereference, describeKinds, kindOfValue, kindsFit, kindsOf } from '../../model/schema-kinds.ts';
import type { RequestField } from '../../model/strategy.ts';
import type { JsonValue, Located } from '../../shared/json.ts';
import { suggestWord } from '../../shared/suggest.ts';
import type { StrategyCheck } from './strategy-check.ts';

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
