import type { MediaType, Operation, Response, ResponseHeader } from '../../model/operation.ts';
import type { Schema } from '../../model/schema.ts';
import { kindsOf, type Schemas } from '../../model/schema-kinds.ts';
import { formatPointer, type JsonValue } from '../../shared/json.ts';
import { exampleBodies, jsonContentOf } from './examples.ts';
import type { MockAnswer } from './exchange.ts';
import { setValue } from './json-value.ts';
import type { Sample } from './sampler.ts';

/** The parts of the mock that answers are made from. */
export interface AnswerSources {
  readonly schemas: Schemas;
  readonly sample: Sample;
}

export interface PlainOptions {
  readonly facts: HeaderFacts;
  /** Writes into a sample of a body what is known about it. */
  complete(body: JsonValue, schema: Schema): JsonValue;
}

/** Answers an operation that is not a list with its first successful response: with an example, otherwise a sample. */
export function answerPlain(
  { responses }: Operation,
  { schemas, sample }: AnswerSources,
  { facts, complete }: PlainOptions,
): MockAnswer {
  const response =
    responses.find(({ status }) => /^2/.test(status)) ?? responses.find(({ status }) => status === 'default');
  if (response === undefined) return { status: 200, headers: {} };
  const status = Number(response.status);
  const headers = declaredHeaders(response, schemas, sample, facts);
  const known = { status: Number.isNaN(status) ? 200 : status, headers };
  const json = jsonContentOf(response);
  if (json !== undefined) return { ...known, body: complete(sampleBody(json, { schemas, sample }), json.schema) };
  const [content] = response.content;
  if (content === undefined) return { ...known, status: known.status === 200 ? 204 : known.status };
  const value = content.examples?.[0] ?? sample(content.schema);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return { ...known, headers: { ...headers, 'content-type': content.mediaType }, text };
}

/** Returns the first body that the document shows, otherwise a sample. */
export function sampleBody(content: MediaType, { schemas, sample }: AnswerSources): JsonValue {
  return exampleBodies(content, schemas)[0] ?? sample(content.schema);
}

/** Answers with an error as the document describes it. The first text in its body is the message. */
export function answerError(
  { responses }: Operation,
  status: number,
  message: string,
  { schemas, sample }: AnswerSources,
): MockAnswer {
  const response = responseOf(responses, status);
  const headers = {
    ...(response && declaredHeaders(response, schemas, sample)),
    // Names from a document can contain characters that a header field cannot.
    'x-mock-error': message.replaceAll(/[^\x20-\x7E]/g, '?'),
  };
  const json = response && jsonContentOf(response);
  const body = json && sample(json.schema);
  const text = body === undefined ? undefined : firstText(body, []);
  if (body === undefined || text === undefined) return { status, headers, body: body ?? { error: message } };
  return { status, headers, body: setValue(body, formatPointer(text), message) };
}

function firstText(value: JsonValue, path: readonly string[]): readonly string[] | undefined {
  if (typeof value === 'string') return path;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, member] of Object.entries(value)) {
    const found = firstText(member, [...path, name]);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Returns the response that an operation declares for a status, exactly, by a range or as default. */
export function responseOf(responses: readonly Response[], status: number): Response | undefined {
  const names = [String(status), `${String(status)[0]}XX`, 'default'];
  return names.flatMap((name) =>
    responses.filter((response) => response.status.toUpperCase() === name.toUpperCase()),
  )[0];
}

/** Facts about a response that its headers may state. */
export interface HeaderFacts {
  /** Number of items in the list. */
  readonly total?: number;
  /** URL of the thing that the response describes. */
  readonly location?: string;
}

/** Header fields that the server or the engine of pages sets, or that would mislead clients. */
const RESERVED =
  /^(?:connection|content-(?:encoding|length|type)|date|keep-alive|link|retry-after|trailer|transfer-encoding|upgrade|www-authenticate|access-control-.*)$/i;
/** A field name (RFC 9110, section 5.1). */
const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;
const DATES = /^(?:expires|last-modified)$/i;
const SAMPLE_DATE = 'Mon, 01 Jan 2024 00:00:00 GMT';

/** Returns the headers that a response declares: examples, facts, and otherwise samples. */
export function declaredHeaders(
  { headers }: Pick<Response, 'headers'>,
  schemas: Schemas,
  sample: Sample,
  facts: HeaderFacts = {},
): Record<string, string> {
  const sent = headers.filter(({ name }) => TOKEN.test(name) && !RESERVED.test(name));
  return Object.fromEntries(
    sent.map((header) => {
      const value = header.example ?? factOf(header, schemas, facts) ?? sample(header.schema);
      const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
      // Values from a document can contain characters that a header field cannot.
      return [header.name, text.replaceAll(/[^\x20-\x7E]/g, '?')];
    }),
  );
}

function factOf({ name, schema }: ResponseHeader, schemas: Schemas, facts: HeaderFacts): JsonValue | undefined {
  if (/^etag$/i.test(name)) return '"sample"';
  if (/^(?:content-)?location$/i.test(name)) return facts.location;
  if (DATES.test(name)) return SAMPLE_DATE;
  const isNumber = kindsOf(schema, schemas).has('integer') || kindsOf(schema, schemas).has('number');
  return isNumber && /total|count/i.test(name) ? facts.total : undefined;
}
