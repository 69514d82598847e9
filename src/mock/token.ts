import type { JsonValue } from '../ir/json.ts';
import type { Property, Schema } from '../ir/schema.ts';
import { dereference, kindsOf, type Schemas } from '../ir/schema-kinds.ts';

const TEXT = /^at:(\d+)$/;

/** A cursor that stands for a position, of the type that the document gives it. */
export function tokenOf(position: number, schema: Schema | undefined, schemas: Schemas): JsonValue {
  if (schema === undefined) return textToken(position);
  const target = plain(schema, schemas);
  if (target?.kind === 'object') return objectToken(position, target.properties, schemas);
  if (target?.kind === 'tuple') return target.items.map((item) => tokenOf(position, item, schemas));
  if (target?.kind === 'array') return [tokenOf(position, target.items, schemas), tokenOf(0, target.items, schemas)];
  const kinds = kindsOf(schema, schemas);
  if (kinds.has('string') || kinds.has('unknown')) return textToken(position);
  if (kinds.has('integer') || kinds.has('number')) return position;
  return kinds.has('array') ? [position, textToken(position)] : textToken(position);
}

/** The position that a cursor stands for; undefined where `tokenOf` has not made it. */
export function positionOf(token: JsonValue, schema: Schema | undefined, schemas: Schemas): number | undefined {
  for (const leaf of leavesOf(token)) {
    const text = String(leaf);
    const inText = TEXT.exec(Buffer.from(text, 'base64').toString())?.[1];
    const position = inText ?? (/^\d{1,15}$/.test(text) ? text : undefined);
    if (position === undefined) continue;
    const made = leavesOf(tokenOf(Number(position), schema, schemas)).map(String);
    return made.join() === leavesOf(token).map(String).join() ? Number(position) : undefined;
  }
  return undefined;
}

/** Opaque, and in need of encoding wherever it goes. */
function textToken(position: number): string {
  return Buffer.from(`at:${position}`).toString('base64');
}

function objectToken(position: number, properties: readonly Property[], schemas: Schemas): JsonValue {
  if (properties.length === 0) return { at: textToken(position) };
  return Object.fromEntries(properties.map(({ name, schema }) => [name, tokenOf(position, schema, schemas)]));
}

function leavesOf(value: JsonValue): JsonValue[] {
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leavesOf) : [value];
}

/** The schema itself, or its first member that is not null. */
function plain(schema: Schema, schemas: Schemas): Schema | undefined {
  const target = dereference(schema, schemas);
  if (target?.kind !== 'union') return target;
  const member = target.members.find(({ kind }) => kind !== 'null');
  return member === undefined ? target : plain(member, schemas);
}
