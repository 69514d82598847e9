import { type Located, memberOf } from '../../shared/json.ts';
import { didYouMean } from '../../shared/suggest.ts';
import { isFormMediaType, isJsonMediaType, isTextMediaType } from '../media-type.ts';
import type { MediaType, ParameterStyle, PropertyEncoding } from '../operation.ts';
import type { Schema } from '../schema.ts';
import { type Context, fault } from './context.ts';
import { booleanIn, expectObject, given, membersIn, stringIn } from './expect.ts';
import { schemaObject } from './schema.ts';

const STYLES: readonly ParameterStyle[] = ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'];

/** An Encoding Object (OpenAPI 3.1.0 section 4.8.15). Its styles are those of query parameters. */
function encodingObject(ctx: Context, value: Located): PropertyEncoding | undefined {
  const node = expectObject(ctx, value, 'An encoding');
  if (node === undefined) return undefined;
  return {
    ...given('contentType', stringIn(ctx, node, 'contentType')),
    ...given('style', styleOf(ctx, node)),
    ...given('explode', booleanIn(ctx, node, 'explode')),
  };
}

function styleOf(ctx: Context, node: Located): ParameterStyle | undefined {
  const written = stringIn(ctx, node, 'style');
  if (written === undefined) return undefined;
  const style = STYLES.find((candidate) => candidate === written);
  if (style === undefined) {
    const message = `\`${written}\` is no style of an encoding; expected ${STYLES.join(', ')}.`;
    fault(ctx, 'invalid-value', message, memberOf(node, 'style')!.location, didYouMean(written, STYLES));
  }
  return style;
}

/** The `content` of a body, in document order. */
export function contentMap(ctx: Context, node: Located): MediaType[] {
  return membersIn(ctx, node, 'content')
    .map(([mediaType, value]) => mediaTypeObject(ctx, mediaType, value))
    .filter((mediaType) => mediaType !== undefined);
}

/** A Media Type Object. Without a schema, what the media type itself says. */
function mediaTypeObject(ctx: Context, mediaType: string, reference: Located): MediaType | undefined {
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

/**
 * What a parameter or a header is: its `schema`, or the one media type of its `content` (OpenAPI 3.1.0 section
 * 4.8.12.2). One of the two has to be there; `schema` wins.
 */
export function schemaOrContent(
  ctx: Context,
  node: Located,
  owner: string,
): { readonly schema: Schema; readonly content?: string } | undefined {
  const schema = memberOf(node, 'schema');
  if (schema !== undefined) return { schema: schemaObject(ctx, schema) };
  const content = memberOf(node, 'content');
  if (content === undefined) {
    fault(ctx, 'missing-field', `${owner} needs \`schema\` or \`content\`.`, node.location);
    return undefined;
  }
  const mediaTypes = membersIn(ctx, node, 'content');
  const [first] = mediaTypes;
  if (first === undefined || mediaTypes.length > 1) {
    const message = `${owner} must have exactly one media type under \`content\`; found ${mediaTypes.length}.`;
    fault(ctx, 'invalid-value', message, content.location);
    return undefined;
  }
  const mediaType = mediaTypeObject(ctx, first[0], first[1]);
  return mediaType && { schema: mediaType.schema, content: mediaType.mediaType };
}
