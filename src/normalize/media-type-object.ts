import { type Located, memberOf } from '../ir/located.ts';
import { isFormMediaType, isJsonMediaType, isTextMediaType } from '../ir/media-type.ts';
import type { MediaType } from '../ir/operation.ts';
import type { Schema } from '../ir/schema.ts';
import type { Context } from './context.ts';
import { encodingObject } from './encoding-object.ts';
import { expectObject, membersIn } from './expect.ts';
import { schemaObject } from './schema-object.ts';

/** The `content` of a body, in document order. */
export function contentMap(ctx: Context, node: Located): MediaType[] {
  return membersIn(ctx, node, 'content')
    .map(([mediaType, value]) => mediaTypeObject(ctx, mediaType, value))
    .filter((mediaType) => mediaType !== undefined);
}

/** A Media Type Object. Without a schema, what the media type itself says. */
export function mediaTypeObject(ctx: Context, mediaType: string, reference: Located): MediaType | undefined {
  const node = expectObject(ctx, reference, `The media type \`${mediaType}\``);
  if (node === undefined) return undefined;
  const schema = memberOf(node, 'schema');
  const itemSchema = memberOf(node, 'itemSchema');
  if (itemSchema !== undefined) schemaObject(ctx, itemSchema);
  const declared: Schema =
    schema === undefined ? { kind: 'unknown', location: node.location } : schemaObject(ctx, schema);
  const encodings = membersIn(ctx, node, 'encoding').flatMap(([name, value]) => {
    const encoding = encodingObject(ctx, value);
    return encoding === undefined ? [] : [[name, encoding] as const];
  });
  return {
    mediaType,
    schema: asMediaType(declared, mediaType),
    encoding: new Map(encodings),
    ...(itemSchema !== undefined && { sequential: true as const }),
    location: reference.location,
  };
}

/** Text is a string, and what is neither JSON, text nor a form is bytes, where the schema says nothing else. */
function asMediaType(schema: Schema, mediaType: string): Schema {
  if (isJsonMediaType(mediaType) || isFormMediaType(mediaType) || mediaType.includes('*')) return schema;
  if (isTextMediaType(mediaType)) return schema.kind === 'unknown' ? { ...schema, kind: 'string' } : schema;
  return schema.kind === 'unknown' || schema.kind === 'string' ? { ...schema, kind: 'binary' } : schema;
}
