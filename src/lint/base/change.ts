import type { Schema } from '../../model/schema.ts';
import { describeKinds, kindsFit, kindsOf, type Schemas } from '../../model/schema-kinds.ts';
import type { Strategy } from '../../model/strategy.ts';
import type { Location } from '../../shared/json.ts';

/** One thing that clients of the old strategy rely on and the new one does not keep. */
export interface Change {
  /** What changed, as the subject of a sentence. */
  readonly what: string;
  readonly location: Location;
}

/** A strategy as one of the two documents has it. */
export interface Version {
  readonly strategy: Strategy;
  readonly schemas: Schemas;
}

/** A change at a field of the annotation; where it is not written, at the strategy. */
export function change(what: string, { places, location }: Strategy, field: string): Change {
  return { what, location: places.get(field) ?? location };
}

/** `value`, `now` instead of `before`, with a comma behind it: what stands before "of listThings breaks …". */
export function insteadOf(label: string, before: unknown, now: unknown): string {
  const show = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
  return `\`${label}\`, \`${show(now)}\` instead of \`${show(before)}\`,`;
}

/** What of the new list the old one does not have: where there is any, a change. */
export function additions<Value>(
  field: string,
  before: readonly Value[],
  now: readonly Value[],
  strategy: Strategy,
  shown: (value: Value) => string = (value) => JSON.stringify(value),
): Change[] {
  const known = new Set(before.map(shown));
  const added = now.map(shown).filter((value) => !known.has(value));
  return added.length === 0 ? [] : [change(`\`${field}\`, which now has ${added.join(', ')},`, strategy, field)];
}

/** A value that can be none of the types that it was. */
export function typeChange(
  field: string,
  [before, old]: readonly [Schema | undefined, Schemas],
  [now, schemas]: readonly [Schema | undefined, Schemas],
  strategy: Strategy,
): Change[] {
  if (before === undefined || now === undefined) return [];
  const [was, is] = [withoutNull(before, old), withoutNull(now, schemas)];
  if (was.size === 0 || is.size === 0 || kindsFit(was, is)) return [];
  return [change(`The type of \`${field}\`, ${describeKinds(is)} instead of ${describeKinds(was)},`, strategy, field)];
}

function withoutNull(schema: Schema, schemas: Schemas) {
  return new Set([...kindsOf(schema, schemas)].filter((kind) => kind !== 'null'));
}
