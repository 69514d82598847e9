import type { JsonSchema } from 'json-schema-faker';
import type { Schema } from '../../model/schema.ts';
import type { Schemas } from '../../model/schema-kinds.ts';
import type { JsonValue } from '../../shared/json.ts';
import { type MessageKind, toJsonSchema } from './json-schema.ts';
import type { Generate } from './sample-texts.ts';

/** Creates a sample value of a schema. The same schema and variant always result in the same value. */
export type Sample = (schema: Schema, variant?: number, message?: MessageKind) => JsonValue;

/** Loads the sampling library, and creates a function that samples schemas. */
export async function createSampler(schemas: Schemas, seed: number): Promise<Sample> {
  const { generateSync } = await import('json-schema-faker');
  const known = { request: new Map<Schema, JsonSchema>(), response: new Map<Schema, JsonSchema>() };
  const generate: Generate = (schema, variant) => {
    try {
      return generateSync(schema, {
        seed: variant,
        alwaysFakeOptionals: true,
        useExamplesValue: true,
        // The schema has been cut to a limited depth already.
        maxDepth: 200,
        minDateTime: '2024-01-01T00:00:00Z',
        maxDateTime: '2026-01-01T00:00:00Z',
      });
    } catch {
      // The library cannot sample contradictory schemas; the mock has to respond nevertheless.
      return null;
    }
  };
  return (schema, variant = 0, message = 'response') => {
    const converted = known[message].get(schema) ?? toJsonSchema(schema, { schemas, message, generate });
    known[message].set(schema, converted);
    return generate(converted, seed * 1009 + variant) as JsonValue;
  };
}
