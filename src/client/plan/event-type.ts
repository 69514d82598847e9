import type { MediaType } from '../../model/operation.ts';
import type { Property, Schema } from '../../model/schema.ts';
import { dereference, kindsOf, type Schemas } from '../../model/schema-kinds.ts';
import type { ResultType } from './client-plan.ts';
import { call, type Expression, literal } from './expression.ts';

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
export function eventStream({ schema, itemSchema }: MediaType, schemas: Schemas): EventStream {
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
