import type { Operation } from '../../model/operation.ts';
import { describeRequestField, schemaOfRequestField } from '../../model/pagination-fields.ts';
import type { Schemas } from '../../model/schema-kinds.ts';
import type { RequestField, Strategy } from '../../model/strategy.ts';
import type { JsonValue } from '../../shared/json.ts';
import type { Faults } from './faults.ts';
import type { ListData } from './list-data.ts';
import { type MockRequest, parameterValue, requestValue, wholeNumber } from './request-value.ts';
import { firstFrom, positionOf } from './sequence.ts';

/** A request that the API would not accept. */
export class Refusal extends Error {
  readonly status: number;

  constructor(message: string, status = 400) {
    super(message);
    this.status = status;
  }
}

/** A list operation with what it gives. */
export interface MockList {
  readonly operation: Operation;
  readonly schemas: Schemas;
  readonly data: ListData;
  /** Name of the query parameter that links carry their position in. */
  readonly linkParameter: string;
}

/** Which page is asked for. */
export interface PageRequest {
  readonly strategy: Strategy;
  /** The items that bounds leave: from this index of the data on. */
  readonly low: number;
  /** Of the page within them. */
  readonly start: number;
  readonly limit: number;
  /** Whether the request says where the page begins. */
  readonly positioned: boolean;
}

/** The page size where neither request nor document name one. */
const USUAL = 20;

/** @throws Refusal where the request is beyond what the annotation allows */
export function readPageRequest(list: MockList, request: MockRequest, faults: Faults, given?: JsonValue): PageRequest {
  const { strategy, position = given } = chosen(list, request);
  const positioned = position !== undefined;
  const limit = Math.min(readLimit(list, strategy, request, faults), faults.cap ?? Number.POSITIVE_INFINITY);
  const low = lowerEnd(list, request);
  const start = positioned ? startOf(list, strategy, position, limit, faults) - (isCounted(strategy) ? 0 : low) : 0;
  const { firstPageOnly, start: first } = strategy.request;
  for (const parameter of positioned && position !== first ? firstPageOnly : []) {
    if (parameterValue(request, parameter, list.schemas) === undefined) continue;
    throw new Refusal(`${parameter.name} belongs to the first page alone`);
  }
  return { strategy, low, start: Math.max(0, start), limit, positioned };
}

function positionField({ request }: Strategy): RequestField | undefined {
  return request.offset ?? request.page ?? request.cursor;
}

/** The strategy whose position the request carries, else the one whose page size it carries, else the first. */
function chosen(
  { operation, schemas, linkParameter }: MockList,
  request: MockRequest,
): { strategy: Strategy; position?: JsonValue } {
  for (const strategy of operation.strategies) {
    const field = positionField(strategy);
    const link = request.url.searchParams.get(linkParameter);
    const position = field === undefined ? (link ?? undefined) : requestValue(request, field, schemas);
    if (position !== undefined) return { strategy, position };
  }
  const sized = operation.strategies.find(
    (strategy) => strategy.request.limit && requestValue(request, strategy.request.limit, schemas) !== undefined,
  );
  return { strategy: sized ?? (operation.strategies[0] as Strategy) };
}

function readLimit({ schemas }: MockList, strategy: Strategy, request: MockRequest, faults: Faults): number {
  const { minLimit = 1, maxLimit = Number.POSITIVE_INFINITY, defaultLimit } = strategy.limits;
  const field = strategy.request.limit;
  const asked = field && requestValue(request, field, schemas);
  if (asked === undefined) return defaultLimit ?? strategy.sizes?.[0] ?? Math.max(minLimit, Math.min(USUAL, maxLimit));
  const limit = wholeNumber(asked);
  const most = Math.min(maxLimit, faults.maxLimit ?? maxLimit);
  const { sizes } = strategy;
  if (sizes !== undefined && !sizes.includes(limit)) {
    throw new Refusal(`${describeRequestField(field!)} has to be one of ${sizes.join(', ')}`);
  }
  if (limit >= minLimit && limit <= most) return limit;
  const range = most === Number.POSITIVE_INFINITY ? `from ${minLimit} up` : `from ${minLimit} to ${most}`;
  throw new Refusal(`${describeRequestField(field!)} has to be ${range}`);
}

/** Where the items begin that a bound of deep pagination leaves. */
function lowerEnd({ operation, schemas, data }: MockList, request: MockRequest): number {
  let low = 0;
  for (const { deep } of operation.strategies) {
    const field = deep?.from ?? deep?.until;
    const bound = field && requestValue(request, field, schemas);
    const sequence = deep && data.sequences.get(deep.field);
    if (field === undefined || bound === undefined || sequence === undefined) continue;
    const first = firstFrom(sequence, data.total, bound);
    if (first === undefined) throw new Refusal(`${describeRequestField(field)} is no such value`);
    low = Math.max(low, first);
  }
  return low;
}

function isCounted({ request }: Strategy): boolean {
  return request.cursor === undefined && (request.offset ?? request.page) !== undefined;
}

/** The index that a position stands for: counted from the bound, or (cursors, URLs) in all of the data. */
function startOf(list: MockList, strategy: Strategy, position: JsonValue, limit: number, faults: Faults): number {
  const { request, limits } = strategy;
  const { maxOffset = Infinity, maxPage = Infinity, maxResults = Infinity } = limits;
  if (!isCounted(strategy)) return cursorStart(list, strategy, position);
  const isPage = request.page !== undefined;
  const first = Number(request.start ?? (isPage ? 1 : 0));
  const number = wholeNumber(position);
  const name = describeRequestField((request.page ?? request.offset) as RequestField);
  if (!(number >= first)) throw new Refusal(`${name} has to be a whole number from ${first} up`);
  const most = isPage ? maxPage : Math.min(maxOffset, faults.maxOffset ?? maxOffset);
  if (number > most) throw new Refusal(`${name} has to be at most ${most}`);
  const start = isPage ? (number - first) * limit : number - first;
  if (start + limit > maxResults) throw new Refusal(`${name} leads beyond the first ${maxResults} items`);
  return start;
}

function cursorStart({ schemas, data }: MockList, strategy: Strategy, position: JsonValue): number {
  const { request, response } = strategy;
  if (request.start !== undefined && String(position) === String(request.start)) return 0;
  const { itemCursor } = response;
  if (itemCursor === undefined) {
    const schema = request.cursor && schemaOfRequestField(request.cursor, schemas);
    const at = positionOf(position, schema, schemas);
    if (at !== undefined && at <= data.total) return at;
  } else {
    const sequence = data.sequences.get(itemCursor);
    const index = sequence && firstFrom(sequence, data.total, position);
    if (index !== undefined && index < data.total && sequence?.compare(index, position) === 0) return index + 1;
  }
  throw new Refusal('this is not a cursor of this list');
}
