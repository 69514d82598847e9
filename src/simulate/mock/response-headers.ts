import type { Response, ResponseHeader } from '../../model/operation.ts';
import { kindsOf, type Schemas } from '../../model/schema-kinds.ts';
import type { JsonValue } from '../../shared/json.ts';
import type { Sample } from './sampler.ts';

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
