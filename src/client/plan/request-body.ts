import { type ContentKind, contentKind, essenceOf } from '../../model/media-type.ts';
import type { MediaType, Operation } from '../../model/operation.ts';
import type { Schema } from '../../model/schema.ts';
import { dereference, type Schemas } from '../../model/schema-kinds.ts';
import type { JsonValue } from '../../shared/json.ts';
import { choosable, ofOneType } from './choices.ts';
import { call, type Expression, literal } from './expression.ts';
import type { BodyChoice, BodyPlan } from './operation-plan.ts';

/** Kinds of bodies in order of preference, if a document declares several. */
const PREFERENCE: readonly ContentKind[] = ['json', 'multipart', 'form', 'text'];

/** Plans the body of a request; undefined if there is none. */
export function planBody({ requestBody, strategies }: Operation, schemas: Schemas): BodyPlan | undefined {
  const content = preferred(requestBody?.content ?? [], schemas);
  if (content === undefined || requestBody === undefined) return undefined;
  const others = requestBody.content.filter((other) => other !== content);
  const choices = choosable([content, ...others].map((each) => choiceOf(each, schemas)));
  const isPlain =
    contentKind(content, schemas) === 'json' &&
    /^application\/json$|\*/.test(essenceOf(content.mediaType)) &&
    !isAny(content, schemas);
  return {
    type: { schema: bodySchema(content, schemas), shape: 'request' },
    acceptsForm: acceptsForm(content, schemas),
    ...(!isPlain && { writer: bodyWriter(content, requestBody.content, schemas) }),
    choices: strategies.length > 0 ? ofOneType(choices) : choices,
  };
}

function choiceOf(content: MediaType, schemas: Schemas): BodyChoice {
  return {
    mediaType: content.mediaType.trim(),
    writer: bodyWriter(content, [content], schemas),
    type: { schema: bodySchema(content, schemas), shape: 'request' },
  };
}

/** Returns true if the body is a multipart form without names for its parts, for which a `FormData` has them. */
function acceptsForm(content: MediaType, schemas: Schemas): boolean {
  return contentKind(content, schemas) === 'multipart' && !isObject(content.schema, schemas);
}

/** Returns the first media type in order of preference. */
export function preferred(content: readonly MediaType[], schemas: Schemas): MediaType | undefined {
  const kinds = content.map((mediaType) => contentKind(mediaType, schemas));
  const best = PREFERENCE.find((kind) => kinds.includes(kind));
  return best === undefined ? content[0] : content[kinds.indexOf(best)];
}

/**
 * Returns the schema of the value that the caller supplies as the body. Bodies that are neither JSON nor a form are sent
 * as they are given: text if the media type is text, such as XML, and otherwise bytes, whatever the schema describes.
 */
export function bodySchema(content: MediaType, schemas: Schemas): Schema {
  const { schema } = content;
  const { description, location } = schema;
  const notes = { location, ...(description !== undefined && { description }) };
  switch (contentKind(content, schemas)) {
    case 'json':
    case 'form':
    case 'multipart':
      return schema;
    case 'binary':
    case 'stream':
      return { ...notes, kind: 'binary' };
    default:
      return SCALARS.has(schema.kind) ? schema : { ...notes, kind: 'string' };
  }
}

const SCALARS: ReadonlySet<Schema['kind']> = new Set(['string', 'enum', 'number', 'integer', 'boolean']);

/**
 * Plans the runtime's writer of a body.
 *
 * @param all the media types to choose from: bytes are sent under the one that they have themselves
 */
function bodyWriter(content: MediaType, all: readonly MediaType[], schemas: Schemas): Expression {
  const { mediaType } = content;
  const essence = essenceOf(mediaType);
  switch (contentKind(content, schemas)) {
    case 'json':
      if (isAny(content, schemas)) return call('anyBody');
      return call('jsonBody', literal(essence.includes('*') ? 'application/json' : mediaType));
    case 'multipart':
      return essence === 'multipart/form-data'
        ? formWriter('multipartBody', content)
        : call('multipartBody', literal(encodingsOf(content)), literal(mediaType));
    case 'form':
      return formWriter('formBody', content);
    case 'binary': {
      const binary = all.filter((other) => contentKind(other, schemas) === 'binary');
      return call('rawBody', ...withoutJson(binary).map((other) => literal(other.mediaType)));
    }
    default:
      return call('rawBody', literal(mediaType));
  }
}

/** Returns true for a range of media types whose schema allows every value. */
function isAny({ mediaType, schema }: MediaType, schemas: Schemas): boolean {
  return mediaType.includes('*') && dereference(schema, schemas)?.kind === 'unknown';
}

/** Bytes are never sent as JSON, even if the document declares them so. */
function withoutJson(content: readonly MediaType[]): readonly MediaType[] {
  return content.filter(({ mediaType }) => !/[/+]json$/.test(essenceOf(mediaType)));
}

function formWriter(writer: 'formBody' | 'multipartBody', content: MediaType): Expression {
  const encodings = encodingsOf(content);
  const form = Object.keys(encodings).length === 0 ? call(writer) : call(writer, literal(encodings));
  const inner = [...content.encoding].flatMap(([name, { nested }]) => (nested === undefined ? [] : [[name, nested]]));
  return inner.length === 0 ? form : call('nestedFields', form, literal(Object.fromEntries(inner)));
}

function encodingsOf({ encoding }: MediaType): Readonly<Record<string, JsonValue>> {
  return Object.fromEntries(
    [...encoding].map(([name, { contentType, style, explode }]) => [
      name,
      {
        ...(contentType !== undefined && { contentType }),
        ...(style !== undefined && { style }),
        ...(explode !== undefined && { explode }),
      },
    ]),
  );
}

function isObject(schema: Schema, schemas: Schemas): boolean {
  const target = dereference(schema, schemas);
  return target?.kind === 'object' || target?.kind === 'intersection' || target?.kind === 'union';
}
