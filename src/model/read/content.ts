import { type Located, memberOf } from '../../shared/json.ts';
import { didYouMean } from '../../shared/suggest.ts';
import { essenceOf, isFormMediaType, isJsonMediaType, isTextMediaType } from '../media-type.ts';
import type { MediaType, PropertyEncoding } from '../operation.ts';
import type { ParameterStyle } from '../parameter.ts';
import type { Schema } from '../schema.ts';
import { type Context, isUpgraded, reportFault } from './context.ts';
import {
  booleanIn,
  expectNeeded,
  expectObject,
  membersIn,
  neededMembersIn,
  optionalField,
  stringIn,
  tolerate,
} from './expect.ts';
import { nestedDelimiters } from './nested-arrays.ts';
import { readSchema } from './schema.ts';
import { namedExamplesIn } from './schema-notes.ts';

const STYLES: readonly ParameterStyle[] = ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'];

/** Reads an Encoding Object (OpenAPI 3.1.0 section 4.8.15). Its styles are those of query parameters. */
function readEncoding(ctx: Context, mediaType: string, value: Located): PropertyEncoding | undefined {
  const node = expectObject(ctx, value, 'An encoding');
  if (node === undefined) return undefined;
  const style = readStyle(ctx, node);
  const explode = booleanIn(ctx, node, 'explode');
  // OpenAPI 3.0 ignores both in multipart bodies. Those of Swagger 2.0 come from `collectionFormat`, which applies.
  const isStyled = ctx.document.version !== '3.0' || !isMultipart(mediaType) || isUpgraded(ctx, node);
  return {
    ...optionalField('contentType', stringIn(ctx, node, 'contentType')),
    ...(isStyled && { ...optionalField('style', style), ...optionalField('explode', explode) }),
  };
}

function isMultipart(mediaType: string): boolean {
  return essenceOf(mediaType).startsWith('multipart/');
}

function readStyle(ctx: Context, node: Located): ParameterStyle | undefined {
  const written = stringIn(ctx, node, 'style');
  if (written === undefined) return undefined;
  const styles = isUpgraded(ctx, node) ? [...STYLES, 'tabDelimited' as const] : STYLES;
  const style = styles.find((candidate) => candidate === written);
  if (style === undefined) {
    const message = `\`${written}\` is not a style for an encoding; expected one of ${STYLES.join(', ')}. pagegen ignores it.`;
    reportFault(ctx, 'invalid-value', message, memberOf(node, 'style')!.location, didYouMean(written, STYLES));
  }
  return style;
}

/** Reads the `content` of a body, in document order. */
export function readContent(ctx: Context, node: Located): MediaType[] {
  return neededMembersIn(ctx, node, 'content')
    .map(([mediaType, value]) => readMediaType(ctx, mediaType, value))
    .filter((mediaType) => mediaType !== undefined);
}

/** Reads a Media Type Object. If it has no schema, the media type itself determines the type. */
function readMediaType(ctx: Context, mediaType: string, reference: Located): MediaType | undefined {
  const what = `The media type \`${mediaType}\``;
  if (reference.value === null) tolerate(ctx, reference, `${what} is empty; pagegen reads it as a value of any type.`);
  const node = reference.value === null ? { ...reference, value: {} } : expectNeeded(ctx, reference, what);
  if (node === undefined) return undefined;
  const schema = memberOf(node, 'schema');
  const itemSchema = memberOf(node, 'itemSchema');
  const declared: Schema =
    schema === undefined ? { kind: 'unknown', location: node.location } : readSchema(ctx, schema);
  const encodings = membersIn(ctx, node, 'encoding').flatMap(([name, value]) => {
    const encoding = readEncoding(ctx, mediaType, value);
    if (encoding === undefined) return [];
    const properties = schema && memberOf(schema, 'properties');
    const nested = nestedDelimiters(ctx, properties && memberOf(properties, name));
    return [[name, { ...encoding, ...optionalField('nested', nested) }] as const];
  });
  const examples = namedExamplesIn(ctx, node);
  return {
    mediaType,
    schema: completeFromMediaType(declared, mediaType),
    encoding: new Map(encodings),
    ...(itemSchema !== undefined && { itemSchema: readSchema(ctx, itemSchema) }),
    ...(examples.length > 0 && { examples }),
    location: reference.location,
  };
}

/** Completes a schema from its media type: text is a string, and content other than JSON, text and forms is bytes. */
function completeFromMediaType(schema: Schema, mediaType: string): Schema {
  if (isJsonMediaType(mediaType) || isFormMediaType(mediaType) || mediaType.includes('*')) return schema;
  if (isTextMediaType(mediaType)) return schema.kind === 'unknown' ? { ...schema, kind: 'string' } : schema;
  return schema.kind === 'unknown' || schema.kind === 'string' ? { ...schema, kind: 'binary' } : schema;
}

/**
 * Reads the type of a parameter or header: its `schema`, or the only media type of its `content` (OpenAPI 3.1.0 section
 * 4.8.12.2). One of the two is required. If both are present, `schema` wins.
 */
export function readSchemaOrContent(
  ctx: Context,
  node: Located,
  owner: string,
): { readonly schema: Schema; readonly content?: string } {
  const schema = memberOf(node, 'schema');
  if (schema !== undefined) return { schema: readSchema(ctx, schema) };
  const content = memberOf(node, 'content');
  if (content === undefined) {
    const message = `${owner} needs \`schema\` or \`content\`; pagegen reads it as a value of any type.`;
    reportFault(ctx, 'missing-field', message, node.location);
    return { schema: { kind: 'unknown', location: node.location } };
  }
  const mediaTypes = membersIn(ctx, node, 'content');
  const [first] = mediaTypes;
  if (first === undefined || mediaTypes.length > 1) {
    const reading = first === undefined ? 'reads it as a value of any type' : `uses \`${first[0]}\``;
    const message = `${owner} must have exactly one media type under \`content\`; found ${mediaTypes.length}. pagegen ${reading}.`;
    reportFault(ctx, 'invalid-value', message, content.location);
  }
  const mediaType = first && readMediaType(ctx, first[0], first[1]);
  if (mediaType === undefined) return { schema: { kind: 'unknown', location: content.location } };
  return { schema: mediaType.schema, content: mediaType.mediaType };
}
