import type { Operation } from '../../model/operation.ts';
import { describeRequestField, schemaOfRequestField } from '../../model/pagination-fields.ts';
import type { Schemas } from '../../model/schema-kinds.ts';
import type { RequestField, Strategy } from '../../model/strategy.ts';
import type { JsonValue } from '../../shared/json.ts';
import type { Faults } from './faults.ts';
import type { ListData } from './list-data.ts';
import { type MockRequest, readParameter, readRequestValue, toWholeNumber } from './request-value.ts';
import { findFirst, readToken } from './sequence.ts';

/** Thrown for a request that the API does not accept. */
export class RequestRejected extends Error {
  readonly status: number;

  constructor(message: string, status = 400) {
    super(message);
    this.status = status;
  }
}

/** A list operation with its data. */
export interface MockList {
  readonly operation: Operation;
  readonly schemas: Schemas;
  readonly data: ListData;
  /** Name of the query parameter for the position in links. */
  readonly linkParameter: string;
}

/** The page that a request selects. */
export interface PageRequest {
  readonly strategy: Strategy;
  /** Index of the first item that satisfies the bounds of `deep`. */
  readonly boundIndex: number;
  /** Index of the first item of the page, counted from `boundIndex`. */
  readonly start: number;
  readonly limit: number;
  /** True if the request contains a position. */
  readonly hasPosition: boolean;
}

/** The page size if neither the request nor the document has one. */
const USUAL_PAGE_SIZE = 20;

/**
 * Reads which page a request selects.
 *
 * @param linkPosition position in the path of the request
 * @throws RequestRejected if the annotation does not allow the request
 */
export function readPageRequest(
  list: MockList,
  request: MockRequest,
  faults: Faults,
  linkPosition?: JsonValue,
): PageRequest {
  const { strategy, position = linkPosition } = chooseStrategy(list, request);
  const hasPosition = position !== undefined;
  const limit = Math.min(readLimit(list, strategy, request, faults), faults.cap ?? Number.POSITIVE_INFINITY);
  const boundIndex = findBoundIndex(list, request);
  const start = hasPosition
    ? findStart(list, strategy, position, limit, faults) - (isCounted(strategy) ? 0 : boundIndex)
    : 0;
  const { firstPageOnly, start: first } = strategy.request;
  for (const parameter of hasPosition && position !== first ? firstPageOnly : []) {
    if (readParameter(request, parameter, list.schemas) === undefined) continue;
    throw new RequestRejected(`${parameter.name} is allowed only in a request for the first page`);
  }
  return { strategy, boundIndex, start: Math.max(0, start), limit, hasPosition };
}

function positionField({ request }: Strategy): RequestField | undefined {
  return request.offset ?? request.page ?? request.cursor;
}

/**
 * Chooses the strategy whose position the request contains, otherwise the one whose page size it contains, otherwise the
 * first.
 */
function chooseStrategy(
  { operation, schemas, linkParameter }: MockList,
  request: MockRequest,
): { strategy: Strategy; position?: JsonValue } {
  for (const strategy of operation.strategies) {
    const field = positionField(strategy);
    const link = request.url.searchParams.get(linkParameter);
    const position = field === undefined ? (link ?? undefined) : readRequestValue(request, field, schemas);
    if (position !== undefined) return { strategy, position };
  }
  const sized = operation.strategies.find(
    (strategy) => strategy.request.limit && readRequestValue(request, strategy.request.limit, schemas) !== undefined,
  );
  return { strategy: sized ?? (operation.strategies[0] as Strategy) };
}

function readLimit({ schemas }: MockList, strategy: Strategy, request: MockRequest, faults: Faults): number {
  const { minLimit = 1, maxLimit = Number.POSITIVE_INFINITY, defaultLimit } = strategy.limits;
  const field = strategy.request.limit;
  const asked = field && readRequestValue(request, field, schemas);
  if (asked === undefined)
    return defaultLimit ?? strategy.sizes?.[0] ?? Math.max(minLimit, Math.min(USUAL_PAGE_SIZE, maxLimit));
  const limit = toWholeNumber(asked);
  const most = Math.min(maxLimit, faults.maxLimit ?? maxLimit);
  const { sizes } = strategy;
  if (sizes !== undefined && !sizes.includes(limit)) {
    throw new RequestRejected(`${describeRequestField(field!)} must be one of ${sizes.join(', ')}`);
  }
  if (limit >= minLimit && limit <= most) return limit;
  const range = most === Number.POSITIVE_INFINITY ? `at least ${minLimit}` : `from ${minLimit} to ${most}`;
  throw new RequestRejected(`${describeRequestField(field!)} must be ${range}`);
}

/** Finds the index of the first item that satisfies the bounds of `deep` in the request. */
function findBoundIndex({ operation, schemas, data }: MockList, request: MockRequest): number {
  let boundIndex = 0;
  for (const { deep } of operation.strategies) {
    const field = deep?.from ?? deep?.until;
    const bound = field && readRequestValue(request, field, schemas);
    const sequence = deep && data.sequences.get(deep.field);
    if (deep === undefined || field === undefined || bound === undefined || sequence === undefined) continue;
    const first = findFirst(sequence, data.total, bound);
    if (first === undefined) {
      throw new RequestRejected(`${describeRequestField(field)} must have the type of the items' field ${deep.field}`);
    }
    boundIndex = Math.max(boundIndex, first);
  }
  return boundIndex;
}

function isCounted({ request }: Strategy): boolean {
  return request.cursor === undefined && (request.offset ?? request.page) !== undefined;
}

/** Returns the index of a position, counted from the bound; of cursors and URLs, counted from the first item. */
function findStart(list: MockList, strategy: Strategy, position: JsonValue, limit: number, faults: Faults): number {
  const { request, limits } = strategy;
  const { maxOffset = Infinity, maxPage = Infinity, maxResults = Infinity } = limits;
  if (!isCounted(strategy)) return findCursorStart(list, strategy, position);
  const isPage = request.page !== undefined;
  const first = Number(request.start ?? (isPage ? 1 : 0));
  const number = toWholeNumber(position);
  const name = describeRequestField((request.page ?? request.offset) as RequestField);
  if (!(number >= first)) throw new RequestRejected(`${name} must be a whole number of at least ${first}`);
  const most = isPage ? maxPage : Math.min(maxOffset, faults.maxOffset ?? maxOffset);
  if (number > most) throw new RequestRejected(`${name} must be at most ${most}`);
  const start = isPage ? (number - first) * limit : number - first;
  if (start + limit > maxResults) throw new RequestRejected(`${name} selects items after the first ${maxResults}`);
  return start;
}

function findCursorStart({ schemas, data }: MockList, strategy: Strategy, position: JsonValue): number {
  const { request, response } = strategy;
  if (request.start !== undefined && String(position) === String(request.start)) return 0;
  const { itemCursor } = response;
  if (itemCursor === undefined) {
    const schema = request.cursor && schemaOfRequestField(request.cursor, schemas);
    const at = readToken(position, schema, schemas);
    if (at !== undefined && at <= data.total) return at;
  } else {
    const sequence = data.sequences.get(itemCursor);
    const index = sequence && findFirst(sequence, data.total, position);
    if (index !== undefined && index < data.total && sequence?.compare(index, position) === 0) return index + 1;
  }
  throw new RequestRejected('the cursor is not one that this list returned');
}
