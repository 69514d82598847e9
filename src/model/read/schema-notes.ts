import { isJsonObject, type JsonValue, type Located, valueIn } from '../../shared/json.ts';
import type { SchemaNotes } from '../schema.ts';
import type { Context } from './context.ts';
import { booleanIn, numberIn, type OpenApiField, stringIn } from './expect.ts';
import { externalDocumentation } from './info.ts';

type Notes = { -readonly [Name in keyof SchemaNotes]: SchemaNotes[Name] };

/** What a Schema Object says beside its type. */
export function schemaNotes(ctx: Context, node: Located): SchemaNotes {
  const notes: Notes = { location: node.location };
  if (!isJsonObject(node.value)) return notes;
  // Asking for each note in turn costs more than all the rest of a schema that has one or two of them.
  for (const key of Object.keys(node.value)) addNote(notes, ctx, node, key);
  return notes;
}

function addNote(notes: Notes, ctx: Context, node: Located, key: string): void {
  switch (key) {
    case 'title':
    case 'description':
    case 'format':
      put(notes, key, stringIn(ctx, node, key));
      break;
    case 'deprecated':
    case 'readOnly':
    case 'writeOnly':
      put(notes, key, booleanIn(ctx, node, key));
      break;
    case 'default':
      put(notes, key, valueIn(node, key) as JsonValue);
      break;
    case 'example':
    case 'examples':
      put(notes, 'example', exampleIn(node));
      break;
    case 'externalDocs':
      put(notes, key, externalDocumentation(ctx, node));
      break;
    case 'minimum':
    case 'exclusiveMinimum':
      put(notes, 'minimum', boundIn(ctx, node, 'minimum', 'exclusiveMinimum', 1));
      break;
    case 'maximum':
    case 'exclusiveMaximum':
      put(notes, 'maximum', boundIn(ctx, node, 'maximum', 'exclusiveMaximum', -1));
      break;
  }
}

function put<Name extends keyof Notes>(notes: Notes, name: Name, value: Notes[Name] | undefined): void {
  if (value !== undefined) notes[name] = value;
}

/** The notes that concern the values themselves: they stay with a type when it is wrapped in a union with null. */
export function valueNotes({ format, minimum, maximum, location }: SchemaNotes): SchemaNotes {
  const notes: Notes = { location };
  put(notes, 'format', format);
  put(notes, 'minimum', minimum);
  put(notes, 'maximum', maximum);
  return notes;
}

/** `example`; else the first of JSON Schema's `examples` (an object there is the older, misplaced OpenAPI form). */
export function exampleIn(node: Located): JsonValue | undefined {
  const example = valueIn(node, 'example') as JsonValue | undefined;
  if (example !== undefined) return example;
  const examples = valueIn(node, 'examples');
  return Array.isArray(examples) ? (examples[0] as JsonValue | undefined) : undefined;
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
  const exclusive = valueIn(node, exclusiveKey);
  const types = [valueIn(node, 'type')].flat();
  if (!types.includes('integer') || types.includes('number')) return bound;
  if (exclusive === true && bound !== undefined) return bound + step;
  if (typeof exclusive !== 'number') return bound;
  const inside = exclusive + step;
  return bound === undefined ? inside : step === 1 ? Math.max(bound, inside) : Math.min(bound, inside);
}
