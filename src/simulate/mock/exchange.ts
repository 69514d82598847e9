import type { Operation } from '../../model/operation.ts';
import type { Schema } from '../../model/schema.ts';
import { dereference, describeKinds, kindOfValue, kindsFit, kindsOf, type Schemas } from '../../model/schema-kinds.ts';
import { appendToken, isJsonObject, type JsonPointer, type JsonValue } from '../../shared/json.ts';
import { jsonContentOf } from './examples.ts';

/** A request to the mock, with a parsed body. */
export interface MockRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: JsonValue | undefined;
  /** The body as it was sent. */
  readonly text?: string;
}

export interface MockAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as JSON; undefined if there is no JSON body. */
  readonly body?: unknown;
  /** A body that is not JSON. */
  readonly text?: string | undefined;
}

/** Deeper values and further elements of arrays are not checked. */
const MAX_DEPTH = 20;
const MAX_ELEMENTS = 100;

/**
 * Describes why the JSON body of a request does not fit its operation: it is missing or is not JSON, lacks a required
 * member, or a value has a wrong type. Returns undefined if it fits, and for bodies in other media types.
 */
export function findBodyFault({ requestBody }: Operation, request: MockRequest, schemas: Schemas): string | undefined {
  const content = requestBody && jsonContentOf(requestBody);
  if (requestBody === undefined || content === undefined) return undefined;
  const { body, text = '' } = request;
  if (body !== undefined) return findFault(content.schema, body, '', schemas, 0);
  const type = request.headers.get('content-type') ?? '';
  if (text !== '') return /json|^$/i.test(type) ? 'the request body is not valid JSON' : undefined;
  return requestBody.required ? `the request body is missing; it has the type ${content.mediaType}` : undefined;
}

function findFault(
  schema: Schema,
  value: unknown,
  pointer: JsonPointer,
  schemas: Schemas,
  depth: number,
): string | undefined {
  const target = dereference(schema, schemas);
  if (target === undefined || depth > MAX_DEPTH) return undefined;
  const below = (part: Schema, member: unknown, token: string | number): string | undefined =>
    findFault(part, member, appendToken(pointer, token), schemas, depth + 1);
  const same = (part: Schema): string | undefined => findFault(part, value, pointer, schemas, depth + 1);
  if (target.kind === 'intersection') return first(target.members, same);
  if (target.kind === 'union') {
    const faults = target.members.map(same);
    return faults.includes(undefined) ? undefined : faults.find((fault) => fault !== undefined);
  }
  // Many documents do not declare that a value can be null.
  if (value === null) return undefined;
  const kinds = kindsOf(target, schemas);
  if (!kindsFit(kinds, [kindOfValue(value as never)]))
    return `${placeOf(pointer)} must be of type ${describeKinds(kinds)}`;
  if (target.kind === 'array' && Array.isArray(value)) {
    return first(value.slice(0, MAX_ELEMENTS).entries(), ([index, element]) => below(target.items, element, index));
  }
  if (target.kind !== 'object' || !isJsonObject(value)) return undefined;
  return first(target.properties, ({ name, required, schema: part }) => {
    if (Object.hasOwn(value, name)) return below(part, value[name], name);
    // A client cannot send what only the server sets.
    return required && !isReadOnly(part, schemas) ? `${placeOf(appendToken(pointer, name))} is missing` : undefined;
  });
}

function isReadOnly(schema: Schema, schemas: Schemas): boolean {
  return schema.readOnly === true || dereference(schema, schemas)?.readOnly === true;
}

function placeOf(pointer: JsonPointer): string {
  return pointer === '' ? 'the request body' : `\`${pointer}\` of the request body`;
}

function first<Part>(parts: Iterable<Part>, find: (part: Part) => string | undefined): string | undefined {
  for (const part of parts) {
    const found = find(part);
    if (found !== undefined) return found;
  }
  return undefined;
}
