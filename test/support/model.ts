import type { ApiModel } from '../../src/model/api.ts';
import type { Operation } from '../../src/model/operation.ts';
import type { Parameter } from '../../src/model/parameter.ts';
import type { NamedSchema, Property, Schema, SchemaNotes, SchemaShape } from '../../src/model/schema.ts';
import type { Strategy } from '../../src/model/strategy.ts';

const location = { file: '/api.yaml', pointer: '' };

/** A schema of the IR. */
export function schema(shape: SchemaShape, notes: Partial<SchemaNotes> = {}): Schema {
  return { ...shape, ...notes, location };
}

export const string = schema({ kind: 'string' });
export const integer = schema({ kind: 'integer' });

export function ref(name: string): Schema {
  return schema({ kind: 'ref', id: name });
}

export function arrayOf(items: Schema): Schema {
  return schema({ kind: 'array', items });
}

/** An object; a `?` behind a name makes the property optional. */
export function objectOf(properties: Record<string, Schema>, additional?: Schema): Schema & { kind: 'object' } {
  const list = Object.entries(properties).map(
    ([name, value]): Property => ({ name: name.replace(/\?$/, ''), required: !name.endsWith('?'), schema: value }),
  );
  return {
    kind: 'object',
    properties: list,
    location,
    ...(additional && { additional }),
  };
}

export function parameter(name: string, part: Partial<Parameter> = {}): Parameter {
  const place = part.in ?? 'query';
  const style = place === 'query' || place === 'cookie' ? 'form' : 'simple';
  return {
    name,
    in: place,
    required: false,
    deprecated: false,
    schema: string,
    style,
    explode: style === 'form',
    allowReserved: false,
    location,
    ...part,
  };
}

/** `GET /things`, which answers with JSON of the given schema. */
export function operation(part: Partial<Operation> = {}, answer: Schema = string): Operation {
  return {
    method: 'GET',
    path: '/things',
    deprecated: false,
    tags: [],
    parameters: [],
    responses: [{ status: '200', content: [json(answer)], headers: [], location }],
    security: [],
    strategies: [],
    location,
    ...part,
  };
}

/** A JSON body or answer of the given schema. */
export function json(value: Schema, mediaType = 'application/json') {
  return { mediaType, schema: value, encoding: new Map(), location };
}

/** Returns a strategy that pages by the offset in `position`; the items are at `/data`. */
export function offsetStrategy(position: Parameter, item: Schema, part: Partial<Strategy> = {}): Strategy {
  return {
    name: 'offset',
    style: 'offset',
    request: {
      offset: { in: 'parameter', parameter: position, location },
      firstPageOnly: [],
      fixed: [],
      carry: [],
    },
    response: {
      items: { in: 'body', pointer: '/data', location },
      end: [''],
      lastPage: 'empty',
      pastEnd: [],
      rel: 'next',
      nextMethod: 'GET',
      repeat: 'error',
    },
    limits: {},
    alternatives: [],
    item,
    places: new Map(),
    location,
    ...part,
  };
}

/** An API with these operations and named schemas. */
export function api(part: Partial<Omit<ApiModel, 'schemas'>> & { schemas?: Record<string, Schema> } = {}): ApiModel {
  const named = Object.entries(part.schemas ?? {}).map(([name, value]): [string, NamedSchema] => [
    name,
    { id: name, name, schema: value },
  ]);
  return {
    title: 'Test API',
    version: '1',
    servers: [],
    securitySchemes: [],
    tags: [],
    operations: [],
    ...part,
    schemas: new Map(named),
  };
}
