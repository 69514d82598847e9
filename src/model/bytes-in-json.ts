import { isJsonMediaType } from './media-type.ts';
import type { MediaType, Operation } from './operation.ts';
import type { NamedSchema, Schema, SchemaId } from './schema.ts';
import { dereference, type Schemas } from './schema-kinds.ts';
import { children, reach, references } from './schema-walk.ts';

/**
 * Reads `format: binary` inside JSON as a string: JSON has no bytes, so an API sends them as text. Schemas that a form
 * or another body uses too stay bytes, and so does a whole body of bytes, which is not JSON whatever its media type says.
 */
export function withTextForBytesInJson<Owner extends { readonly operation: Operation }>(
  owners: readonly Owner[],
  schemas: ReadonlyMap<SchemaId, NamedSchema>,
): { readonly owners: readonly Owner[]; readonly schemas: ReadonlyMap<SchemaId, NamedSchema> } {
  const contents = owners.flatMap(({ operation }) => contentsOf(operation));
  const hasBytes = [...schemas.values(), ...contents].some(({ schema }) => containsBytes(schema));
  if (!hasBytes) return { owners, schemas };
  const edges = new Map([...schemas].map(([id, { schema }]) => [id, references(schema)]));
  const reachedBy = (part: readonly MediaType[]): Set<SchemaId> =>
    reach(
      part.flatMap(({ schema }) => [...references(schema)]),
      edges,
    );
  const asJson = reachedBy(contents.filter((content) => isJson(content, schemas)));
  const asBytes = reachedBy(contents.filter((content) => !isJson(content, schemas)));
  const toText = (content: MediaType): MediaType =>
    isJson(content, schemas) ? { ...content, schema: withText(content.schema) } : content;
  return {
    owners: owners.map((owner) => ({ ...owner, operation: mapContents(owner.operation, toText) })),
    schemas: new Map(
      [...schemas].map(([id, named]) => {
        const isText = asJson.has(id) && !asBytes.has(id);
        return [id, isText ? { ...named, schema: withText(named.schema) } : named];
      }),
    ),
  };
}

function contentsOf({ requestBody, responses }: Operation): MediaType[] {
  return [...(requestBody?.content ?? []), ...responses.flatMap(({ content }) => content)];
}

function mapContents(operation: Operation, map: (content: MediaType) => MediaType): Operation {
  const { requestBody, responses } = operation;
  return {
    ...operation,
    ...(requestBody && { requestBody: { ...requestBody, content: requestBody.content.map(map) } }),
    responses: responses.map((response) => ({ ...response, content: response.content.map(map) })),
  };
}

function isJson({ mediaType, schema }: MediaType, schemas: Schemas): boolean {
  return isJsonMediaType(mediaType) && dereference(schema, schemas)?.kind !== 'binary';
}

function containsBytes(schema: Schema): boolean {
  return schema.kind === 'binary' || children(schema).some(containsBytes);
}

function withText(schema: Schema): Schema {
  if (!containsBytes(schema)) return schema;
  switch (schema.kind) {
    case 'binary':
      return { ...schema, kind: 'string' };
    case 'array':
      return { ...schema, items: withText(schema.items) };
    case 'tuple':
      return { ...schema, items: schema.items.map(withText), ...(schema.rest && { rest: withText(schema.rest) }) };
    case 'object':
      return {
        ...schema,
        properties: schema.properties.map((property) => ({ ...property, schema: withText(property.schema) })),
        ...(schema.additional && { additional: withText(schema.additional) }),
      };
    case 'union':
    case 'intersection':
      return { ...schema, members: schema.members.map(withText) };
    default:
      return schema;
  }
}
