import type { JsonSchema } from 'json-schema-faker';
import type { Schema } from '../../model/schema.ts';
import type { Schemas } from '../../model/schema-kinds.ts';
import type { JsonValue } from '../../shared/json.ts';
import { toJsonSchema } from './json-schema.ts';

/** Creates a sample value of a schema. The same schema and variant always result in the same value. */
export type Sample = (schema: Schema, variant?: number) => JsonValue;

/** Loads the sampling library, and creates a function that samples schemas. */
export async function createSampler(schemas: Schemas, seed: number): Promise<Sample> {
  const { generateSync } = await import('json-schema-faker');
  const known = new Map<Schema, JsonSchema>();
  return (schema, variant = 0) => {
    const converted = known.get(schema) ?? toJsonSchema(schema, schemas);
    known.set(schema, converted);
    try {
      return generateSync(converted, {
        seed: seed * 1009 + variant,
        alwaysFakeOptionals: true,
        useExamplesValue: true,
        // The schema has been cut to a limited depth already.
        maxDepth: 200,
        minDateTime: '2024-01-01T00:00:00Z',
        maxDateTime: '2026-01-01T00:00:00Z',
      }) as JsonValue;
    } catch {
      // The library cannot sample contradictory schemas; the mock has to respond nevertheless.
      return null;
    }
  };
}
