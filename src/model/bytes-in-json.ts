import { type ContentKind, contentKind } from './media-type.ts';
import { type MediaType, type Operation, schemasOf } from './operation.ts';
import { children, type NamedSchema, reach, references, type Schema, type SchemaId } from './schema.ts';
import type { Schemas } from './schema-kinds.ts';

/**
 * Reads `format: binary` inside JSON as a string: JSON has no bytes, so an API sends them as text. Schemas that a form
 * or another body uses too stay bytes, and so does a whole body of bytes, which is not JSON whatever its media type says.
 */
export function withTextForBytesInJson<Owner extends { readonly operation: Operation }>(
  owners: readonly Owner[],
  schemas: ReadonlyMap<SchemaId, NamedSchema>,
): { readonly owners: readonly Owner[]; readonly schemas: ReadonlyMap<SchemaId, NamedSchema> } {
  const contents = owners.flatMap(({ operation }) => contentsOf(operation));
  const all = [...[...schemas.values()].map(({ schema }) => schema), ...contents.flatMap(schemasOf)];
  if (!all.some(containsBytes)) return { owners, schemas };
  const edges = new Map([...schemas].map(([id, { schema }]) => [id, references(schema)]));
  const reachedBy = (part: readonly MediaType[]): Set<SchemaId> =>
    reach(
      part.flatMap(schemasOf).flatMap((schema) => [...references(schema)]),
      edges,
    );
  const asJson = reachedBy(contents.filter((content) => isJson(content, schemas)));
  const asBytes = reachedBy(contents.filter((content) => !isJson(content, schemas)));
  const toText = (content: MediaType): MediaType =>
    isJson(content, schemas)
      ? {
          ...content,
          schema: withText(content.schema),
          ...(content.itemSchema && { itemSchema: withText(content.itemSchema) }),
        }
      : content;
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

const JSON_KINDS: ReadonlySet<ContentKind> = new Set(['json', 'items', 'events']);

function isJson(content: MediaType, schemas: Schemas): boolean {
  return JSON_KINDS.has(contentKind(content, schemas));
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
