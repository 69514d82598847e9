import { pageResponseOf } from '../model/page-bodies.ts';
import { schemaAt } from '../model/schema-at.ts';
import { type JsonKind, kindsOf, type Schemas } from '../model/schema-kinds.ts';
import { formatPointer, type JsonPointer, type JsonValue } from '../shared/json.ts';
import type { Detection } from './evidence.ts';
import { type RequestPlace, requestExpression, requestPlaces } from './request-places.ts';
import type { ResponsePlace } from './response-places.ts';
import { wordsOf } from './words.ts';

interface WayBackProposal {
  readonly request: { readonly [field: string]: JsonValue };
  readonly response: { readonly prevCursor?: string; readonly firstItemCursor?: string } & {
    readonly prevUrl?: string;
    readonly hasPrevious?: string;
  };
  readonly note: string;
}

/** Words of the way forward, each with those of the way back. */
const OPPOSITES: Readonly<Record<string, readonly string[]>> = {
  next: ['prev', 'previous'],
  after: ['before'],
  starting: ['ending'],
  end: ['start'],
  first: ['last'],
};

/**
 * Finds the way to the page before: a field or a parameter whose name is that of the way forward with the opposite word,
 * such as `previous_url` next to `next_url`, or `ending_before` next to `starting_after`.
 */
export function findWayBack(detection: Detection, schemas: Schemas): WayBackProposal | undefined {
  const { next } = detection;
  if (next === undefined || next.kind === 'nextHeader') return undefined;
  if (next.kind === 'itemCursor') {
    const { backCursor, request } = requestBack(detection, schemas);
    // A bare `before` may be a filter, and its order may be another one.
    if (backCursor === undefined || wordsOf(backCursor.name).length < 2) return undefined;
    const note = `\`${backCursor.key}\` leads back`;
    return { request, response: { firstItemCursor: next.pointer }, note };
  }
  const token = findOpposite(next.place, detection, schemas);
  if (token === undefined) return undefined;
  const flag = findFlag(next.place, detection, schemas);
  const key = next.kind === 'nextUrl' ? 'prevUrl' : 'prevCursor';
  return {
    request: next.kind === 'nextUrl' ? {} : requestBack(detection, schemas).request,
    response: { [key]: token, ...(flag !== undefined && { hasPrevious: flag }) },
    note: `${token} leads back`,
  };
}

/** Finds the parameters of the way back by the opposite words. */
function requestBack(
  { position, limit, style, operation }: Detection,
  schemas: Schemas,
): Pick<WayBackProposal, 'request'> & { readonly backCursor: RequestPlace | undefined } {
  const places = requestPlaces(operation, schemas);
  const oppositeOf = (place: RequestPlace | undefined): RequestPlace | undefined =>
    place && places.find((other) => other.in === place.in && isOpposite(place.name, other.name));
  const backCursor = oppositeOf(position);
  const backLimit = oppositeOf(limit);
  const request = {
    ...(backCursor && { backCursor: requestExpression(backCursor, style, 'backCursor') }),
    ...(backCursor && backLimit && { backLimit: requestExpression(backLimit, style, 'backLimit') }),
  };
  return { backCursor, request };
}

/** Returns true if two names differ in words of direction only. */
function isOpposite(forward: string, back: string): boolean {
  const [before, after] = [wordsOf(forward), wordsOf(back)];
  const changed = before.filter((word, index) => word !== after[index]);
  return (
    before.length === after.length &&
    changed.length > 0 &&
    before.every((word, index) => word === after[index] || OPPOSITES[word]?.includes(after[index] ?? ''))
  );
}

/** Returns the field next to that of the next page which has the opposite name and the same type. */
function findOpposite(place: ResponsePlace, { operation }: Detection, schemas: Schemas): JsonPointer | undefined {
  if (place.in !== 'body') return undefined;
  const name = place.siblings.find((sibling) => isOpposite(place.name, sibling));
  const pointer = name === undefined ? undefined : place.parent + formatPointer([name]);
  if (pointer === undefined) return undefined;
  const [own, other] = [place.pointer, pointer].map((one) => typesAt(one, operation, schemas));
  return own !== undefined && own === other ? pointer : undefined;
}

/** Returns a boolean next to the field of the next page which says whether there is a page before. */
function findFlag(place: ResponsePlace, { operation }: Detection, schemas: Schemas): JsonPointer | undefined {
  const name = place.siblings.find((sibling) => /^has_?prev(?:ious)?(?:_?page)?$/i.test(sibling));
  const pointer = name === undefined ? undefined : place.parent + formatPointer([name]);
  return pointer !== undefined && typesAt(pointer, operation, schemas) === 'boolean' ? pointer : undefined;
}

/** Returns the types at a place of the response, without null. */
function typesAt(pointer: JsonPointer, operation: Detection['operation'], schemas: Schemas): string | undefined {
  const body = pageResponseOf(operation)?.body;
  const lookup = body && schemaAt(body, pointer, schemas);
  if (!lookup?.found) return undefined;
  return [...kindsOf(lookup.schema, schemas)]
    .filter((kind: JsonKind) => kind !== 'null')
    .sort()
    .join();
}
