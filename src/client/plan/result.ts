import { type ContentKind, contentKind, essenceOf } from '../../model/media-type.ts';
import type { MediaType, Operation, Response } from '../../model/operation.ts';
import { pageResponseOf } from '../../model/page-bodies.ts';
import type { Property, Schema } from '../../model/schema.ts';
import { dereference, kindsOf, type Schemas } from '../../model/schema-kinds.ts';
import { choosable, ofOneType } from './choices.ts';
import { call, type Expression, literal, symbol } from './expression.ts';
import type { AnswerChoice, ErrorPlan, ResultPlan, ResultType, TypeUse } from './operation-plan.ts';

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
  // A list is read by pages, which are JSON.
  const isList = operation.strategies.length > 0;
  return {
    ...acceptOf(preferred),
    ...(reader !== JSON_READER && !(isList && type.kind === 'json') && { reader }),
    type,
    choices: isList
      ? ofOneType(choicesOf([main, ...all], isEmpty, schemas).filter((choice) => choice.type.kind === 'json'))
      : choicesOf([main, ...all], isEmpty, schemas),
  };
}

/** Returns every media type that a caller can ask for, the first one first. */
function choicesOf(all: readonly Content[], isEmpty: boolean, schemas: Schemas): readonly AnswerChoice[] {
  const byType = new Map<string, Content[]>();
  for (const content of all) {
    const same = byType.get(content.mediaType);
    if (same === undefined) byType.set(content.mediaType, [content]);
    else if (!same.some((other) => other.content === content.content)) same.push(content);
  }
  const choices = [...byType].flatMap(([mediaType, [first, ...others]]) =>
    first === undefined ? [] : [{ mediaType, ...readingOf(first, [first, ...others], isEmpty, schemas) }],
  );
  return choosable(choices);
}

/** The type of an answer and its reader. */
type Reading = Pick<AnswerChoice, 'type' | 'reader'>;

function readingOf(
  { kind, mediaType, content }: Content,
  all: readonly Content[],
  isEmpty: boolean,
  schemas: Schemas,
): Reading {
  switch (kind) {
    case 'json': {
      const bodies = all.filter((each) => each.kind === 'json').map((each) => typeOf(each.content.schema));
      return { type: { kind: 'json', bodies, isEmpty }, reader: jsonReader(bodies, mediaType, schemas) };
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

export const JSON_READER = symbol('readJson');

/** Under a range of media types, only objects, lists and numbers must be JSON: generators declare it for strings, too. */
function jsonReader(bodies: readonly TypeUse[], mediaType: string, schemas: Schemas): Expression {
  const kinds = bodies.map(({ schema }) => dereference(schema, schemas)?.kind);
  if (!mediaType.includes('*')) return JSON_READER;
  if (kinds.every((kind) => kind === 'string')) return symbol('readString');
  return kinds.includes('unknown') ? symbol('readAny') : JSON_READER;
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

/** The fields of a server-sent event (WHATWG HTML, section 9.2). */
const EVENT_FIELDS: ReadonlySet<string> = new Set(['event', 'data', 'id', 'retry']);

/** The type of a stream of events, and its reader. */
export interface EventStream {
  readonly type: ResultType;
  readonly reader: Expression;
}

/**
 * Plans a stream of server-sent events. Its schema describes the event (OpenAPI 3.2), or, in documents of earlier
 * versions, its data.
 */
function eventStream({ schema, itemSchema }: MediaType, schemas: Schemas): EventStream {
  const target = dereference(schema, schemas);
  const described = itemSchema ?? (target?.kind === 'array' ? target.items : schema);
  const events = membersOf(described, schemas).map((member) => eventOf(member, schemas));
  if (events.every((event) => event !== undefined)) return typedEvents(described, events);
  const isText = [...kindsOf(described, schemas)].every((kind) => kind === 'string' || kind === 'unknown');
  const data: Schema = isText && described.kind === 'unknown' ? { ...described, kind: 'string' } : described;
  return {
    type: { kind: 'events', data: { schema: data, shape: 'response' } },
    reader: isText ? call('readEvents') : call('readEvents', literal(true)),
  };
}

/** An event as a schema describes it. */
interface EventSchema {
  /** The schema of the event as the client returns it, in which `data` is parsed. */
  readonly parsed: Schema;
  readonly isJson: boolean;
  /** The values of `event`, if they are listed. */
  readonly names: readonly string[];
}

function typedEvents(described: Schema, events: readonly EventSchema[]): EventStream {
  const json = events.filter(({ isJson }) => isJson);
  const areNamed = json.every(({ names }) => names.length > 0);
  const type = (schema: Schema): ResultType => ({ kind: 'items', items: { schema, shape: 'response' } });
  // Without names, nothing tells the events with JSON from the others.
  if (json.length === 0 || (json.length < events.length && !areNamed))
    return { type: type(described), reader: call('readEvents') };
  const parsed = events.map((event) => event.parsed);
  const [only, ...others] = parsed;
  const schema: Schema =
    only !== undefined && others.length === 0 ? only : { kind: 'union', members: parsed, location: described.location };
  const names = json.length === events.length ? true : json.flatMap((event) => event.names);
  return { type: type(schema), reader: call('readEvents', literal(names)) };
}

function membersOf(schema: Schema, schemas: Schemas): readonly Schema[] {
  const target = dereference(schema, schemas) ?? schema;
  return target.kind === 'union' ? target.members : [schema];
}

/** Reads a schema as that of an event; undefined if it describes something else. */
function eventOf(schema: Schema, schemas: Schemas): EventSchema | undefined {
  const target = dereference(schema, schemas);
  if (target?.kind !== 'object') return undefined;
  const { properties } = target;
  const data = properties.find(({ name }) => name === 'data');
  if (data === undefined || !properties.every(({ name }) => EVENT_FIELDS.has(name))) return undefined;
  const content = contentOf(data, schemas);
  const event = properties.find(({ name }) => name === 'event')?.schema;
  const names = event?.kind === 'enum' ? event.values.map(String) : [];
  if (content === undefined) return { parsed: schema, isJson: false, names };
  const parsed = properties.map((property) => (property === data ? { ...data, schema: content } : property));
  return { parsed: { ...target, properties: parsed }, isJson: true, names };
}

/** Returns the schema of JSON in `data`; undefined if it is text. */
function contentOf({ schema }: Property, schemas: Schemas): Schema | undefined {
  const target = dereference(schema, schemas);
  if (target?.kind === 'string') return target.contentSchema;
  return [...kindsOf(schema, schemas)].every((kind) => kind === 'string' || kind === 'unknown') ? undefined : schema;
}
