import type { JsonSchema } from 'json-schema-faker';
import type { Schema } from '../../model/schema.ts';
import type { Schemas } from '../../model/schema-kinds.ts';
import type { JsonValue } from '../../shared/json.ts';
import { jsonSchemaOf } from './json-schema.ts';

/** Makes a value of a schema. The same variant of the same schema is always the same value. */
export type Sample = (schema: Schema, variant?: number) => JsonValue;

/** Loads the sampling library. */
export async function createSampler(schemas: Schemas, seed: number): Promise<Sample> {
  const { generateSync } = await import('json-schema-faker');
  const known = new Map<Schema, JsonSchema>();
  return (schema, variant = 0) => {
    const converted = known.get(schema) ?? jsonSchemaOf(schema, schemas);
    known.set(schema, converted);
    try {
      return generateSync(converted, {
        seed: seed * 1009 + variant,
        alwaysFakeOptionals: true,
        useExamplesValue: true,
        // The schema is cut already.
        maxDepth: 200,
        minDateTime: '2024-01-01T00:00:00Z',
        maxDateTime: '2026-01-01T00:00:00Z',
      }) as JsonValue;
    } catch {
      // The library gives up on schemas that contradict themselves; the mock answers all the same.
      return null;
    }
  };
}
