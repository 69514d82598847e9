import type { JsonValue } from '../ir/json.ts';
import { type Located, memberOf } from '../ir/located.ts';
import type { SchemaNotes } from '../ir/schema.ts';
import type { Context } from './context.ts';
import { booleanIn, given, numberIn, stringIn } from './expect.ts';
import { externalDocumentation } from './external-documentation-object.ts';
import type { OpenApiField } from './fields.ts';

/** What a Schema Object says beside its type. */
export function schemaNotes(ctx: Context, node: Located): SchemaNotes {
  return {
    ...given('title', stringIn(ctx, node, 'title')),
    ...given('description', stringIn(ctx, node, 'description')),
    ...given('deprecated', booleanIn(ctx, node, 'deprecated')),
    ...given('readOnly', booleanIn(ctx, node, 'readOnly')),
    ...given('writeOnly', booleanIn(ctx, node, 'writeOnly')),
    ...given('default', jsonIn(node, 'default')),
    ...given('example', exampleIn(node)),
    ...given('externalDocs', externalDocumentation(ctx, node)),
    ...given('format', stringIn(ctx, node, 'format')),
    ...given('minimum', boundIn(ctx, node, 'minimum', 'exclusiveMinimum', 1)),
    ...given('maximum', boundIn(ctx, node, 'maximum', 'exclusiveMaximum', -1)),
    location: node.location,
  };
}

/** The notes that concern the values themselves: they stay with a type when it is wrapped in a union with null. */
export function valueNotes(notes: SchemaNotes): SchemaNotes {
  const { format, minimum, maximum, location } = notes;
  return { ...given('format', format), ...given('minimum', minimum), ...given('maximum', maximum), location };
}

/** `example`; else the first of JSON Schema's `examples` (an object there is the older, misplaced OpenAPI form). */
export function exampleIn(node: Located): JsonValue | undefined {
  const example = jsonIn(node, 'example');
  if (example !== undefined) return example;
  const examples = memberOf(node, 'examples')?.value;
  return Array.isArray(examples) ? (examples[0] as JsonValue | undefined) : undefined;
}

function jsonIn(node: Located, key: string): JsonValue | undefined {
  return memberOf(node, key)?.value as JsonValue | undefined;
}

/** An inclusive bound. Exclusive ones (a flag in 3.0, a number in 3.1) are the next integer of integer schemas. */
function boundIn(
  ctx: Context,
  node: Located,
  key: OpenApiField,
  exclusiveKey: OpenApiField,
  step: 1 | -1,
): number | undefined {
  const bound = numberIn(ctx, node, key);
  const exclusive = memberOf(node, exclusiveKey)?.value;
  const types = [memberOf(node, 'type')?.value].flat();
  if (!types.includes('integer') || types.includes('number')) return bound;
  if (exclusive === true && bound !== undefined) return bound + step;
  if (typeof exclusive !== 'number') return bound;
  const inside = exclusive + step;
  return bound === undefined ? inside : step === 1 ? Math.max(bound, inside) : Math.min(bound, inside);
}
