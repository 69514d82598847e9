import type { Location } from '../ir/location.ts';
import type { Discriminator, Schema, SchemaNotes } from '../ir/schema.ts';

/** What a schema is made of, before it is put together. */
export interface Parts {
  /** What its own `type`, `properties`, `items` … say: several where `type` is a list. */
  readonly own: readonly Schema[];
  /** Whether its own part is a mere type that the other parts say again. */
  readonly bare: boolean;
  /** `allOf`, and the unions of `oneOf` and `anyOf`. */
  readonly others: readonly Schema[];
}

/**
 * All parts together, as simply as can be said: parts that say nothing are left out (their notes are kept), and one
 * part alone is itself. Notes of the whole win over notes of a part.
 */
export function intersectionOf(parts: Parts, notes: SchemaNotes): Schema {
  const saying = parts.others.filter((part) => part.kind !== 'unknown');
  const silent = parts.others.filter((part) => part.kind === 'unknown');
  const own = parts.own.length > 0 ? [unionOf(parts.own, notes.location)] : [];
  const all = parts.bare && saying.length > 0 ? saying : [...own, ...saying];
  const lifted: SchemaNotes = Object.assign({}, ...silent.map(notesOfUnknown), notes);
  const [only, ...more] = all;
  if (only === undefined) return { kind: 'unknown', ...lifted };
  if (more.length === 0) return { ...only, ...lifted };
  return { kind: 'intersection', members: all, ...lifted };
}

/** One of the members. A member that says nothing makes the whole say nothing. */
export function unionOf(members: readonly Schema[], location: Location, discriminator?: Discriminator): Schema {
  const flat = members.flatMap((member) => (isPlainUnion(member) ? member.members : [member]));
  if (flat.some((member) => member.kind === 'unknown')) return { kind: 'unknown', location };
  const [only, ...more] = withoutRepeatedNull(flat);
  if (only === undefined) return { kind: 'unknown', location };
  if (more.length === 0) return only;
  return { kind: 'union', members: [only, ...more], location, ...(discriminator && { discriminator }) };
}

function withoutRepeatedNull(members: readonly Schema[]): Schema[] {
  const firstNull = members.findIndex((member) => member.kind === 'null');
  return members.filter((member, index) => member.kind !== 'null' || index === firstNull);
}

/** A union that nothing is said of as a whole, such as a nullable type: it dissolves in the union around it. */
function isPlainUnion(schema: Schema): schema is Schema & { kind: 'union' } {
  return schema.kind === 'union' && schema.discriminator === undefined && schema.description === undefined;
}

function notesOfUnknown(schema: Schema): Partial<SchemaNotes> {
  const { kind: _, location: __, ...notes } = schema;
  return notes;
}
