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
import { isThing, type ResponseArray } from './response-places.ts';
import { hasAny, singular, wordSet, wordsOf } from './words.ts';

const READS = wordSet(
  'search list query find get filter lookup fetch read retrieve scan browse describe batch select report',
);
const WRITES = wordSet(
  'create update delete remove add set upsert import upload patch replace bulk send cancel start stop',
);

/** What speaks against an operation being a list that is read page by page. */
export function doubtsOf(signs: Signs, items: ResponseArray, choice: Choice, schemas: Schemas): Doubt[] {
  const { operation } = signs;
  const doubts: Doubt[] = [];
  const doubt = (when: boolean, factor: number, reason: string): void => {
    if (when) doubts.push({ factor, reason });
  };
  const chosen = signs.items.find(({ array }) => array === items);
  const words = wordsOf(`${operation.operationId ?? ''} ${operation.path.split('/').at(-1) ?? ''}`);
  const isPost = operation.method !== 'GET';
  doubt(isPost && !hasAny(words, READS) && choice.next === undefined, 0.5, 'a POST that is not called a search');
  const changes = WRITES.has(words[0] ?? '') || (hasAny(words, WRITES) && !hasAny(words, READS));
  doubt(isPost && changes, 0.6, 'its name says that it changes something');
  doubt(!isThing(items.item, schemas) && items.depth > 0, 0.9, 'the items are no objects');
  doubt(isSingle(signs, items), 0.7, 'the response looks like one thing that holds a list');
  doubt(isOfOne(signs, items, choice), 0.6, 'the path names one thing, and the list is not called after it');
  doubt(
    signs.items.length > 1 && (chosen?.score ?? 0) < UNCLEAR,
    0.7,
    `nothing but its shape says that ${items.pointer} is the list`,
  );
  doubt(isOnlyLink(signs, choice), 0.8, 'the link is one among links, and the request has no field to page by');
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
    'there is no page size and no end signal',
  );
  const second = signs.items[1];
  const margin = (signs.items[0]?.score ?? 0) - (second?.score ?? -9);
  doubt(margin < 0.5, 0.85, `the items may also be in ${second?.array.pointer}`);
  return doubts;
}

/** One array among others that scores less has neither a telling name nor a telling place. */
const UNCLEAR = 2.5;

/** One thing: what holds the list has an identity of its own, and the list is named after something that it is not. */
function isSingle({ operation }: Signs, items: ResponseArray): boolean {
  if (items.depth === 0) return false;
  const own = new Set(items.siblings.map((name) => name.toLowerCase()));
  if (!own.has('id') && !own.has('name') && !own.has('created_at') && !own.has('createdat')) return false;
  const subject = subjectWords(operation);
  return own.size > 4 && !items.words.map(singular).some((word) => subject.has(word));
}

/** `/flags/{flag}` with nothing to page by is one flag, whatever lists it holds. */
function isOfOne(signs: Signs, items: ResponseArray, { position }: Choice): boolean {
  const { operation, request } = signs;
  if (position !== undefined || request.limit.length > 0 || !/\}\/?$/.test(operation.path)) return false;
  const names = (parsePointer(items.pointer) ?? []).map(wordsOf);
  const own = names.findLast((words) => !words.every((word) => CONTAINERS.has(word)));
  return own !== undefined && !subjectWords(operation).has(singular(own.at(-1) ?? ''));
}

/** A link of a set that frameworks put into every response. */
function isOnlyLink({ request }: Signs, { style, position, next }: Choice): boolean {
  if (style !== 'next-url' || position !== undefined || request.limit.length > 0) return false;
  return next?.kind === 'nextUrl' && isAmongLinks(next.place);
}

/** An operation that looks like a list but is not proposed. */
export interface LeftOut {
  readonly method: string;
  readonly path: string;
  readonly operationId?: string;
  readonly reason: string;
}

/** Why an operation that asks for pages has no place for an annotation; undefined where it has, or asks for none. */
export function unreadable(operation: Operation, schemas: Schemas): string | undefined {
  const places = requestPlaces(operation, schemas);
  if (pageResponseOf(operation) === undefined) {
    const isPaged = hasPosition(places, operation.method === 'GET' ? 2 : 3);
    return isPaged ? 'looks paginated, but declares no response in JSON' : undefined;
  }
  const isForm = !hasPosition(places, 2) && hasPosition(formPlaces(operation, schemas), 3);
  return isForm ? 'looks paginated, but takes its position in a form, and only JSON bodies can carry one' : undefined;
}

/** Whether a reader would expect the operation among the proposals: only then its absence needs a reason. */
export function isSuspicious({ operation, places, request, response }: Signs): boolean {
  const isGet = operation.method === 'GET';
  if (hasPosition(places, 2) && (isGet || request.limit.length > 0)) return true;
  const ends = [...response.nextCursor.filter(({ strength }) => strength === 3), ...response.hasMore];
  return isGet && ends.some(({ place }) => place.depth === 1);
}

function hasPosition(places: readonly RequestPlace[], least: number): boolean {
  const positions = (['cursor', 'page', 'offset'] as const).flatMap((role) => findRole(role, places));
  return positions.some(({ strength }) => strength >= least);
}
