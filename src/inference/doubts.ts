import type { Operation } from '../model/operation.ts';
import { pageResponseOf } from '../model/page-response.ts';
import type { Schemas } from '../model/schema-kinds.ts';
import { parsePointer } from '../shared/json.ts';
import type { Choice } from './choice.ts';
import { isAmongLinks } from './choose-style.ts';
import type { Doubt, Signs } from './evidence.ts';
import { CONTAINERS, subjectWords } from './item-arrays.ts';
import { formPlaces, type RequestPlace, requestPlaces } from './request-places.ts';
import { findRole } from './request-roles.ts';
import { isObjectSchema, type ResponseArray } from './response-places.ts';
import { hasAny, singularize, wordSet, wordsOf } from './words.ts';

const READS = wordSet(
  'search list query find get filter lookup fetch read retrieve scan browse describe batch select report',
);
const WRITES = wordSet(
  'create update delete remove add set upsert import upload patch replace bulk send cancel start stop',
);

/** Finds evidence against pagination: reasons why an operation is perhaps not a list with pages. */
export function findDoubts(signs: Signs, items: ResponseArray, choice: Choice, schemas: Schemas): Doubt[] {
  const { operation } = signs;
  const doubts: Doubt[] = [];
  const doubt = (when: boolean, factor: number, reason: string): void => {
    if (when) doubts.push({ factor, reason });
  };
  const chosen = signs.items.find(({ array }) => array === items);
  const words = wordsOf(`${operation.operationId ?? ''} ${operation.path.split('/').at(-1) ?? ''}`);
  const isPost = operation.method !== 'GET';
  doubt(
    isPost && !hasAny(words, READS) && choice.next === undefined,
    0.5,
    'it is a POST whose name does not suggest a search',
  );
  const changes = WRITES.has(words[0] ?? '') || (hasAny(words, WRITES) && !hasAny(words, READS));
  doubt(isPost && changes, 0.6, 'its name suggests that it changes data');
  doubt(!isObjectSchema(items.item, schemas) && items.depth > 0, 0.9, 'the items are not objects');
  doubt(isSingleResource(signs, items), 0.7, 'the response looks like a single object that contains a list');
  doubt(
    namesOneResource(signs, items, choice),
    0.6,
    'the path names a single resource, and the list is not named after it',
  );
  doubt(
    signs.items.length > 1 && (chosen?.score ?? 0) < UNCLEAR,
    0.7,
    `only its shape suggests that ${items.pointer} is the list`,
  );
  doubt(isGenericLink(signs, choice), 0.8, 'the link is one of several, and the request has no paging parameter');
  const counts = choice.style === 'offset' || choice.style === 'page';
  const isPlain = signs.operation.method === 'GET' && hasAny(choice.position?.words ?? [], wordSet('page offset skip'));
  const ends = [
    ...signs.response.total,
    ...signs.response.totalPages,
    ...signs.response.hasMore,
    ...signs.response.page,
  ];
  doubt(
    counts && !isPlain && signs.request.limit.length === 0 && ends.length === 0,
    0.75,
    'the request has no page size and the response has no end signal',
  );
  const second = signs.items[1];
  const margin = (signs.items[0]?.score ?? 0) - (second?.score ?? -9);
  doubt(margin < 0.5, 0.85, `the items could also be in ${second?.array.pointer}`);
  return doubts;
}

/** If a response has several arrays, one with a lower score has neither a typical name nor a typical place. */
const UNCLEAR = 2.5;

/**
 * True if the response is a single resource: the object around the list has an identity of its own, and the list is not
 * named after the subject of the operation.
 */
function isSingleResource({ operation }: Signs, items: ResponseArray): boolean {
  if (items.depth === 0) return false;
  const own = new Set(items.siblings.map((name) => name.toLowerCase()));
  if (!own.has('id') && !own.has('name') && !own.has('created_at') && !own.has('createdat')) return false;
  const subject = subjectWords(operation);
  return own.size > 4 && !items.words.map(singularize).some((word) => subject.has(word));
}

/** True for paths such as `/flags/{flag}` without paging parameters: that is one flag, even if it contains lists. */
function namesOneResource(signs: Signs, items: ResponseArray, { position }: Choice): boolean {
  const { operation, request } = signs;
  if (position !== undefined || request.limit.length > 0 || !/\}\/?$/.test(operation.path)) return false;
  const names = (parsePointer(items.pointer) ?? []).map(wordsOf);
  const own = names.findLast((words) => !words.every((word) => CONTAINERS.has(word)));
  return own !== undefined && !subjectWords(operation).has(singularize(own.at(-1) ?? ''));
}

/** True for a link that frameworks add to every response. */
function isGenericLink({ request }: Signs, { style, position, next }: Choice): boolean {
  if (style !== 'next-url' || position !== undefined || request.limit.length > 0) return false;
  return next?.kind === 'nextUrl' && isAmongLinks(next.place);
}

/** An operation that looks like a list but is not proposed. */
export interface SkippedOperation {
  readonly method: string;
  readonly path: string;
  readonly operationId?: string;
  readonly reason: string;
}

/**
 * Explains why an operation that takes a position cannot be annotated. Undefined if it can be, or if it takes no
 * position.
 */
export function findObstacle(operation: Operation, schemas: Schemas): string | undefined {
  const places = requestPlaces(operation, schemas);
  if (pageResponseOf(operation) === undefined) {
    const isPaged = hasPosition(places, operation.method === 'GET' ? 2 : 3);
    return isPaged ? 'looks paginated, but does not declare a JSON response' : undefined;
  }
  const isForm = !hasPosition(places, 2) && hasPosition(formPlaces(operation, schemas), 3);
  return isForm
    ? 'looks paginated, but takes its position from a form body; only JSON bodies are supported'
    : undefined;
}

/** True if a reader would expect a proposal for the operation: only then is the lack of one explained. */
export function seemsPaginated({ operation, places, request, response }: Signs): boolean {
  const isGet = operation.method === 'GET';
  if (hasPosition(places, 2) && (isGet || request.limit.length > 0)) return true;
  const ends = [...response.nextCursor.filter(({ strength }) => strength === 3), ...response.hasMore];
  return isGet && ends.some(({ place }) => place.depth === 1);
}

function hasPosition(places: readonly RequestPlace[], least: number): boolean {
  const positions = (['cursor', 'page', 'offset'] as const).flatMap((role) => findRole(role, places));
  return positions.some(({ strength }) => strength >= least);
}
