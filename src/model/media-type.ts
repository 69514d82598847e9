import type { MediaType } from './operation.ts';
import type { Schema } from './schema.ts';
import { dereference, type Schemas } from './schema-kinds.ts';

/** Returns the essence of a media type (RFC 9110 section 8.3.1): lower case, without parameters. */
export function essenceOf(mediaType: string): string {
  return (mediaType.split(';', 1)[0] ?? '').trim().toLowerCase();
}

/**
 * True for `application/json`, `text/json`, every `+json` type (RFC 6839 section 3.1) and the ranges that include them.
 */
export function isJsonMediaType(mediaType: string): boolean {
  const essence = essenceOf(mediaType);
  return /^(?:(?:application|text)\/json|.*\+json|\*\/\*|application\/\*)$/.test(essence);
}

/** True for `text/*`, except for `text/json`. */
export function isTextMediaType(mediaType: string): boolean {
  const essence = essenceOf(mediaType);
  return essence.startsWith('text/') && essence !== 'text/json';
}

/** True for `application/x-www-form-urlencoded` and `multipart/*`: their bodies are written property by property. */
export function isFormMediaType(mediaType: string): boolean {
  const essence = essenceOf(mediaType);
  return essence === 'application/x-www-form-urlencoded' || essence.startsWith('multipart/');
}

/** How a body is written or read. `items` is one JSON value per line or record, `stream` any other sequence. */
export type ContentKind = 'json' | 'multipart' | 'form' | 'text' | 'binary' | 'events' | 'items' | 'stream';

/**
 * Returns how a body is written or read. A schema of bytes wins over JSON and over a range of media types: many documents
 * are generated from code and declare every download that way.
 */
export function contentKind({ mediaType, schema, itemSchema }: MediaType, schemas: Schemas): ContentKind {
  const essence = essenceOf(mediaType);
  if (essence === 'text/event-stream') return 'events';
  if (isSequenceOfJson(essence)) return 'items';
  if (itemSchema !== undefined) return 'stream';
  if (isJsonMediaType(mediaType)) return isBinary(schema, schemas) ? 'binary' : 'json';
  if (essence.startsWith('multipart/')) return 'multipart';
  if (essence === 'application/x-www-form-urlencoded') return 'form';
  return isText(mediaType) ? 'text' : 'binary';
}

/** JSON Lines, NDJSON, and JSON text sequences (RFC 7464). */
function isSequenceOfJson(essence: string): boolean {
  return /[/+](?:x-)?(?:jsonl|jsonlines|ndjson|json-seq)$/.test(essence);
}

/** Text in every way but its name: XML (RFC 7303) and YAML. */
function isText(mediaType: string): boolean {
  return isTextMediaType(mediaType) || /[/+](?:xml|(?:x-)?yaml)$/.test(essenceOf(mediaType));
}

/** Returns true if every value of a schema, except for null, is a file. Each schema is visited once. */
function isBinary(schema: Schema, schemas: Schemas, known: Map<Schema, boolean> = new Map()): boolean {
  const target = dereference(schema, schemas);
  if (target === undefined) return false;
  const seen = known.get(target);
  if (seen !== undefined) return seen;
  // A schema that leads back to itself says nothing about its values.
  known.set(target, false);
  const result = isBinaryTarget(target, (member) => isBinary(member, schemas, known));
  known.set(target, result);
  return result;
}

function isBinaryTarget(target: Schema, isBinaryMember: (member: Schema) => boolean): boolean {
  if (target.kind === 'binary') return true;
  if (target.kind === 'intersection') return target.members.some(isBinaryMember);
  if (target.kind !== 'union') return false;
  const members = target.members.filter((member) => member.kind !== 'null');
  return members.length > 0 && members.every(isBinaryMember);
}
