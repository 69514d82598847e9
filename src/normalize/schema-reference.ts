import type { Located } from '../ir/located.ts';
import { isJsonObject } from '../ir/located.ts';
import type { Schema } from '../ir/schema.ts';
import type { Context } from './context.ts';
import { schemaNotes } from './schema-notes.ts';
import { schemaWithoutReference } from './schema-object.ts';

/** Keywords beside a `$ref` that narrow the type; all others are notes. */
const TYPE_KEYWORDS = [
  'type',
  'enum',
  'const',
  'properties',
  'required',
  'additionalProperties',
  'patternProperties',
  'items',
  'prefixItems',
  'allOf',
  'oneOf',
  'anyOf',
];

/**
 * A `$ref`. OpenAPI 3.0 ignores what stands beside it; 3.1 (JSON Schema 2020-12 section 8.2.3.1) has both apply. A
 * description, `deprecated`, `readOnly` … beside it are kept in both versions: they change no type.
 */
export function referencedSchema(ctx: Context, node: Located): Schema {
  const target = ctx.document.follow(node);
  const notes = schemaNotes(ctx, node);
  if (target === undefined) return { kind: 'unknown', ...notes };
  const reference: Schema = { kind: 'ref', id: ctx.schemas.register(target), ...notes };
  if (ctx.document.version === '3.0' || !narrows(node)) return reference;
  const siblings = schemaWithoutReference(ctx, node);
  if (siblings.kind === 'unknown') return reference;
  const bare: Schema = { kind: 'ref', id: reference.id, location: node.location };
  return { ...notes, kind: 'intersection', members: [bare, siblings] };
}

function narrows(node: Located): boolean {
  const { value } = node;
  return isJsonObject(value) && TYPE_KEYWORDS.some((keyword) => Object.hasOwn(value, keyword));
}
