import type { Schema } from '../../model/schema.ts';
import { describeKinds, kindsFit, kindsOf, type Schemas } from '../../model/schema-kinds.ts';
import type { Strategy } from '../../model/strategy.ts';
import type { Location } from '../../shared/json.ts';

/** A difference between two versions of a strategy that breaks clients of the old one. */
export interface Change {
  /** The change as a clause in the past tense, such as "`deep` was removed". */
  readonly what: string;
  readonly location: Location;
}

/** A strategy with the schemas of the document that declares it. */
export interface Version {
  readonly strategy: Strategy;
  readonly schemas: Schemas;
}

/** Makes a change located at a field of the annotation, or at the strategy if the field is not written. */
export function change(what: string, { places, location }: Strategy, field: string): Change {
  return { what, location: places.get(field) ?? location };
}

/** Returns the clause "`label` changed from `before` to `now`". */
export function changedFrom(label: string, before: unknown, now: unknown): string {
  const show = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
  return `\`${label}\` changed from \`${show(before)}\` to \`${show(now)}\``;
}

/** Returns a change if the new list has values that the old one does not have. */
export function additions<Value>(
  field: string,
  before: readonly Value[],
  now: readonly Value[],
  strategy: Strategy,
  shown: (value: Value) => string = (value) => JSON.stringify(value),
): Change[] {
  const known = new Set(before.map(shown));
  const added = now.map(shown).filter((value) => !known.has(value));
  return added.length === 0 ? [] : [change(`\`${field}\` now includes ${added.join(', ')}`, strategy, field)];
}

/** Returns a change if no type of the old value is still possible. */
export function typeChange(
  field: string,
  [before, old]: readonly [Schema | undefined, Schemas],
  [now, schemas]: readonly [Schema | undefined, Schemas],
  strategy: Strategy,
): Change[] {
  if (before === undefined || now === undefined) return [];
  const [was, is] = [withoutNull(before, old), withoutNull(now, schemas)];
  if (was.size === 0 || is.size === 0 || kindsFit(was, is)) return [];
  return [
    change(`the type of \`${field}\` changed from ${describeKinds(was)} to ${describeKinds(is)}`, strategy, field),
  ];
}

function withoutNull(schema: Schema, schemas: Schemas) {
  return new Set([...kindsOf(schema, schemas)].filter((kind) => kind !== 'null'));
}
