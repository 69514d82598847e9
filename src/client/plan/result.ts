import { type ContentKind, contentKind } from '../../model/content-kind.ts';
import { essenceOf } from '../../model/media-type.ts';
import type { MediaType, Operation, Response } from '../../model/operation.ts';
import { pageResponseOf } from '../../model/page-response.ts';
import type { Schema } from '../../model/schema.ts';
import { dereference, type Schemas } from '../../model/schema-kinds.ts';
import { choosable } from './choices.ts';
import type { AnswerChoice, ErrorPlan, ResultPlan } from './client-plan.ts';
import { eventStream } from './event-type.ts';
import { symbol } from './expression.ts';
import type { TypeUse } from './type-use.ts';

/** Kinds of answers in order of preference, if a document declares several. */
const PREFERENCE: readonly ContentKind[] = ['json', 'text', 'binary', 'form', 'multipart', 'stream', 'items', 'events'];

/** One media type of an answer. */
interface Content {
  readonly mediaType: string;
  readonly kind: ContentKind;
  readonly content: MediaType;
}

/** Plans the type of a success, and how its body is read. The runtime's default is JSON. */
export function planResult(operation: Operation, schemas: Schemas): ResultPlan {
  const successes = successesOf(operation);
  const preferred = successes.flatMap((response) => preferredContent(response, schemas));
  const main = preferred.find(({ kind }) => kind === 'json') ?? preferred[0];
  if (main === undefined || operation.method === 'HEAD')
    return { reader: symbol('readNothing'), type: { kind: 'nothing' }, choices: [] };
  const isEmpty = successes.some(({ content }) => content.length === 0);
  const { type, reader } = readingOf(main, preferred, isEmpty, schemas);
  const all = successes.flatMap((response) => contentsOf(response, schemas));
  return {
    ...acceptOf(preferred),
    ...(type.kind !== 'json' && { reader }),
    type,
    // A list is read by pages, which are JSON.
    choices: operation.strategies.length > 0 ? [] : choicesOf([main, ...all], isEmpty, schemas),
  };
}

/** Returns every media type that a caller can ask for, the first one first. */
function choicesOf(all: readonly Content[], isEmpty: boolean, schemas: Schemas): readonly AnswerChoice[] {
  const byType = new Map<string, Content[]>();
  for (const content of all) {
    const same = byType.get(content.mediaType);
    if (same === undefined) byType.set(content.mediaType, [content]);
    else if (!same.includes(content)) same.push(content);
  }
  const choices = [...byType].flatMap(([mediaType, [first, ...others]]) =>
    first === undefined ? [] : [{ mediaType, ...readingOf(first, [first, ...others], isEmpty, schemas) }],
  );
  return choosable(choices);
}

/** The type of an answer and its reader. */
type Reading = Pick<AnswerChoice, 'type' | 'reader'>;

function readingOf({ kind, content }: Content, all: readonly Content[], isEmpty: boolean, schemas: Schemas): Reading {
  switch (kind) {
    case 'json': {
      const bodies = all.filter((each) => each.kind === 'json').map((each) => typeOf(each.content.schema));
      return { type: { kind: 'json', bodies, isEmpty }, reader: symbol('readJson') };
    }
    case 'text':
      return { type: { kind: 'text' }, reader: symbol('readText') };
    case 'events':
      return eventStream(content, schemas);
    case 'items':
      return {
        type: { kind: 'items', items: typeOf(itemOf(content, schemas)) },
        reader: symbol(content.mediaType.includes('json-seq') ? 'readJsonSequence' : 'readItems'),
      };
    case 'stream':
      return { type: { kind: 'stream' }, reader: symbol('readStream') };
    default:
      return { type: { kind: 'blob' }, reader: symbol('readBlob') };
  }
}

/** Returns the schema of one value of a stream. Without `itemSchema`, the schema is of the list or of one value. */
function itemOf({ schema, itemSchema }: MediaType, schemas: Schemas): Schema {
  const target = dereference(schema, schemas);
  return itemSchema ?? (target?.kind === 'array' ? target.items : schema);
}

/** Returns the preferred media type of a response. For bytes these are all of their kind, those that are not JSON first. */
function preferredContent(response: Response, schemas: Schemas): readonly Content[] {
  const all = contentsOf(response, schemas);
  const kind = PREFERENCE.find((candidate) => all.some((each) => each.kind === candidate));
  const found = all.filter((each) => each.kind === kind);
  if (kind !== 'binary') return found.slice(0, 1);
  const isJson = ({ mediaType }: Content): boolean => /[/+]json$/.test(essenceOf(mediaType));
  return [...found.filter((each) => !isJson(each)), ...found.filter(isJson)];
}

function contentsOf({ content }: Response, schemas: Schemas): readonly Content[] {
  return content.map((each) => ({
    mediaType: each.mediaType.trim(),
    kind: contentKind(each, schemas),
    content: each,
  }));
}

/** Returns the media types that the document declares; nothing if that is plain JSON, or only a range. */
function acceptOf(content: readonly Content[]): { readonly accept?: string } {
  const types = [...new Set(content.map(({ mediaType }) => mediaType))];
  const isPlain = types.length === 1 && types[0] === 'application/json';
  return isPlain || types.some((type) => !/^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/.test(type))
    ? {}
    : { accept: types.join(', ') };
}

/** Plans the bodies of declared errors, in document order. */
export function planErrors(operation: Operation, schemas: Schemas): readonly ErrorPlan[] {
  const successes = new Set(successesOf(operation));
  const declared = operation.responses
    .filter((response) => /^(?:[45]|default$)/i.test(response.status) && !successes.has(response))
    .map((response) => ({ status: response.status, type: errorType(response, schemas) }));
  return [...declared, ...errorInPage(operation)];
}

/** Returns the page as an error, if the annotation says that a successful answer can be one. */
function errorInPage(operation: Operation): readonly ErrorPlan[] {
  const page = pageResponseOf(operation);
  const isError = operation.strategies.some(
    ({ response: { error } }) => error !== undefined && error !== false && error.length > 0,
  );
  if (page === undefined || !isError) return [];
  return [{ status: page.response.status, type: { kind: 'json', body: typeOf(page.body) } }];
}

/** The runtime reads an error as JSON if it is that, otherwise as text. */
function errorType({ content }: Response, schemas: Schemas): ErrorPlan['type'] {
  const json = content.find((each) => contentKind(each, schemas) === 'json');
  if (json !== undefined) return { kind: 'json', body: typeOf(json.schema) };
  return { kind: content.length === 0 ? 'nothing' : 'text' };
}

/** Returns the 2XX answers, or `default` if the document declares none. */
function successesOf(operation: Operation): readonly Response[] {
  const declared = operation.responses.filter(({ status }) => status.startsWith('2'));
  return declared.length > 0 ? declared : operation.responses.filter(({ status }) => status === 'default');
}

function typeOf(schema: Schema): TypeUse {
  return { schema, shape: 'response' };
}
