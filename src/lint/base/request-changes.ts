import type { Parameter } from '../../ir/operation.ts';
import type { RequestField } from '../../ir/pagination.ts';
import { isRequiredField, schemaOfRequestField } from '../../ir/request-field.ts';
import { styles } from '../../styles/index.ts';
import { nameOf, wireNameOf } from '../lists.ts';
import { additions, type Change, change, insteadOf, typeChange, type Version } from './change.ts';

const FIELDS = ['offset', 'page', 'cursor', 'limit'] as const;

/** What clients send that is no longer taken as it was. */
export function requestChanges(old: Version, now: Version): Change[] {
  const [before, after] = [old.strategy.request, now.strategy.request];
  const { strategy } = now;
  const standard = styles.get(strategy.style)?.start;
  const [wasStart, isStart] = [before.start ?? standard, after.start ?? standard];
  const [wasNext, isNext] = [before.operation, after.operation].map((next) => next && nameOf(next.operation));
  return [
    ...FIELDS.flatMap((key) => fieldChanges(key, old, now)),
    ...(JSON.stringify(wasStart) === JSON.stringify(isStart)
      ? []
      : [change(insteadOf('request.start', wasStart ?? null, isStart ?? null), strategy, 'request.start')]),
    ...additions('request.firstPageOnly', before.firstPageOnly, after.firstPageOnly, strategy, parameterName),
    ...additions('request.carry', before.carry, after.carry, strategy, parameterName),
    ...(wasNext === isNext
      ? []
      : [change(insteadOf('request.operation', wasNext ?? null, isNext ?? null), strategy, 'request.operation')]),
  ];
}

function fieldChanges(key: (typeof FIELDS)[number], old: Version, now: Version): Change[] {
  const [before, after] = [old.strategy.request[key], now.strategy.request[key]];
  const { strategy } = now;
  const label = `request.${key}`;
  if (before === undefined) return [];
  if (after === undefined) return [change(`The removed \`${label}\``, strategy, label)];
  if (sentAs(before) !== sentAs(after)) {
    const [was, is] = [wireNameOf(before), wireNameOf(after)];
    return [change(was === is ? `The other place of \`${label}\`` : insteadOf(label, was, is), strategy, label)];
  }
  const becameRequired = !isRequiredField(before, old.schemas) && isRequiredField(after, now.schemas);
  return [
    // The position is left out on the first page.
    ...(becameRequired && strategy.request.start === undefined
      ? [change(`\`${label}\`, which is required now,`, strategy, label)]
      : []),
    ...typeChange(
      label,
      [schemaOfRequestField(before, old.schemas), old.schemas],
      [schemaOfRequestField(after, now.schemas), now.schemas],
      strategy,
    ),
  ];
}

/** A field of the same name in another place is another field; names of headers are the same in any letter case. */
export function sentAs(field: RequestField): string {
  if (field.in === 'body') return `body ${wireNameOf(field)}`;
  const name = wireNameOf(field);
  return `${field.parameter.in} ${field.parameter.in === 'header' ? name.toLowerCase() : name}`;
}

function parameterName({ name }: Parameter): string {
  return `\`${name}\``;
}
