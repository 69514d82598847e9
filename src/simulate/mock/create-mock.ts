import { withValue } from '../../../templates/runtime/fields/values.js';
import type { ListRoute, ResponsePlace } from '../../../templates/runtime/integrations/list-route.js';
import { carriesToken, RequestRejected } from '../../../templates/runtime/integrations/page-selection.js';
import { servePage, WRITTEN_FIELDS } from '../../../templates/runtime/integrations/serve-page.js';
import { listRoute } from '../../client/plan/list-route.ts';
import { type ApiModel, formatBudget } from '../../model/api.ts';
import type { Operation } from '../../model/operation.ts';
import { pageResponseOf } from '../../model/page-bodies.ts';
import type { LinkedOperation } from '../../model/strategy.ts';
import { type JsonValue, parsePointer } from '../../shared/json.ts';
import type { Guard } from './credentials.ts';
import { jsonContentOf } from './examples.ts';
import { findBodyFault, type MockAnswer, type MockRequest } from './exchange.ts';
import type { Faults } from './faults.ts';
import { answerIndex, createIndex } from './index-page.ts';
import { findItem, findItemOperations, type KnownItem, writeItem } from './item-answer.ts';
import { setValue, valueAt } from './json-value.ts';
import { createListData, type ListData } from './list-data.ts';
import type { Exceeded, Meter } from './meter.ts';
import {
  type AnswerSources,
  answerError,
  answerPlain,
  declaredHeaders,
  responseOf,
  sampleBody,
} from './plain-answer.ts';
import { createMethodFinder, createRoutes, type Match, serverPath } from './routes.ts';
import type { Sample } from './sampler.ts';

export interface MockOptions {
  /** Number of items in each list. */
  readonly items: number;
  readonly faults: Faults;
  /** Creates sample values for the responses. */
  readonly sample: Sample;
  /** Checks credentials. Default: none are needed. */
  readonly guard?: Guard | undefined;
  /** Counts requests against budgets. Default: there are none. */
  readonly meter?: Meter | undefined;
}

/** An API in memory. */
export interface Mock {
  answer(request: MockRequest): MockAnswer;
  /** Returns the data of a list operation; undefined for other operations. */
  data(operation: Operation): ListData | undefined;
}

interface ServedList {
  readonly route: ListRoute;
  readonly data: ListData;
  /** A sample of the response's body. */
  readonly frame: JsonValue;
  /** Names of the headers that pagination reads, in lower case. */
  readonly paginationHeaders: ReadonlySet<string>;
}

/**
 * Creates an API that responds as a document declares: lists as annotated, operations on one item with the item of the
 * list, other operations with sample values.
 */
export function createMock(model: ApiModel, { items, faults, sample, guard, meter }: MockOptions): Mock {
  const sources: AnswerSources = { schemas: model.schemas, sample };
  const find = createRoutes(model);
  const methodsOf = createMethodFinder(model);
  const resolveList = createContinuations(model);
  const serveList = createLists(model, sample, items);
  const itemOperations = findItemOperations(model);
  let count = 0;
  let tokens = 0;

  const answerList = (operation: Operation, request: MockRequest, linkPosition?: string): MockAnswer => {
    const { route, data, frame, paginationHeaders } = serveList(operation);
    if (faults.expired !== undefined && carriesToken(route, request, linkPosition) && ++tokens % faults.expired === 0) {
      const expired = answerExpired(operation, sources);
      if (expired !== undefined) return expired;
    }
    const page = servePage(route, request, data, { frame, faults, linkPosition });
    const response = responseOf(operation.responses, page.status);
    // Pagination decides on the headers that it reads: on the last page, some are missing.
    const headers = response?.headers.filter(({ name }) => !paginationHeaders.has(name.toLowerCase())) ?? [];
    const declared = declaredHeaders({ headers }, model.schemas, sample, { total: data.total });
    return { ...page, headers: { ...declared, ...page.headers } };
  };

  const answerOther = ({ operation, values }: Match, request: MockRequest): MockAnswer => {
    const fault = findBodyFault(operation, request, model.schemas);
    if (fault !== undefined) return answerError(operation, rejectionOf(operation), fault, sources);
    const itemOperation = itemOperations.get(operation);
    const [key] = itemOperation?.keys ?? [];
    if (itemOperation === undefined || key === undefined) {
      return answerPlain(operation, sources, { facts: {}, complete: (body) => body });
    }
    const { data } = serveList(itemOperation.list);
    const { parameter } = itemOperation;
    const asked = parameter === undefined ? undefined : values[parameter];
    const item = asked === undefined ? undefined : findItem(itemOperation, data, asked);
    // A new item gets the key of the first one, so that its `Location` leads to an item.
    const id = asked ?? valueAt(data.item(0), parsePointer(key) ?? []);
    const { origin, pathname } = request.url;
    const known: KnownItem = { key, item, id, ...(request.method !== 'GET' && { sent: request.body }) };
    return answerPlain(operation, sources, {
      facts: { location: `${origin}${pathname.replace(/\/$/, '')}${asked === undefined ? `/${id}` : ''}` },
      complete: (body, schema) => writeItem(body, schema, model.schemas, known),
    });
  };

  /** Finds the list whose links are followed by GET, a method that the document need not declare for its path. */
  const findByLink = (request: MockRequest): Match | undefined => {
    const { pathname } = request.url;
    const isFollowed = ({ operation }: Match): boolean => {
      const { route } = serveList(operation);
      return route.method === 'all' && carriesToken(route, request);
    };
    const matches =
      request.method === 'GET' ? methodsOf(pathname).flatMap((method) => find(method, pathname) ?? []) : [];
    return matches.find((match) => match.operation.strategies.length > 0 && isFollowed(match));
  };

  const [server] = model.servers;
  const basePath = server === undefined ? '' : serverPath(server);
  const indexPaths = new Set(['', basePath]);
  const showIndex = (request: MockRequest): MockAnswer => {
    const valuesOf = (operation: Operation): Readonly<Record<string, JsonValue>> => {
      const { list, parameter, keys: [key = ''] = [] } = itemOperations.get(operation) ?? {};
      const id = list && valueAt(serveList(list).data.item(0), parsePointer(key) ?? []);
      return parameter === undefined || id === undefined ? {} : { [parameter]: id };
    };
    const baseUrl = request.url.origin + basePath;
    return answerIndex(
      createIndex(model, { baseUrl, items, sources, needsAuth: guard !== undefined, valuesOf }),
      request,
    );
  };

  return {
    data: (operation) => (operation.strategies.length === 0 ? undefined : serveList(operation).data),
    answer(request) {
      const { method, url } = request;
      // Servers answer HEAD like GET, without the body (RFC 9110, section 9.3.2).
      const match =
        find(method, url.pathname) ??
        (method === 'HEAD' ? find('GET', url.pathname) : undefined) ??
        findByLink(request);
      if (match === undefined) {
        const isIndex = (method === 'GET' || method === 'HEAD') && indexPaths.has(url.pathname.replace(/\/$/, ''));
        return isIndex ? showIndex(request) : answerUnknown(method, url.pathname, methodsOf(url.pathname));
      }
      const { operation } = match;
      const unauthorized = guard?.(operation, request);
      if (unauthorized !== undefined) {
        const error = answerError(operation, 401, unauthorized.message, sources);
        return { ...error, headers: { ...error.headers, 'www-authenticate': unauthorized.challenge } };
      }
      const exceeded = meter?.(operation);
      if (exceeded !== undefined) return answerExceeded(operation, exceeded, sources);
      const broken = faults.statuses?.find(({ every }) => (count + 1) % every === 0);
      count++;
      if (broken !== undefined) {
        const message = `injected fault: ${broken.status}=${broken.every}`;
        const error = answerError(operation, broken.status, message, sources);
        return { ...error, headers: { ...error.headers, 'retry-after': '0' } };
      }
      try {
        const { operation: own, position } = resolveList(match);
        return own.strategies.length === 0 ? answerOther(match, request) : answerList(own, request, position);
      } catch (error) {
        if (error instanceof RequestRejected) return answerError(operation, 400, error.message, sources);
        throw error;
      }
    },
  };
}

/** Answers as the document says that the API does if a cursor has expired; undefined if it does not say so. */
function answerExpired(operation: Operation, sources: AnswerSources): MockAnswer | undefined {
  const [condition] = operation.strategies.flatMap(({ response }) => response.expiredOn ?? []);
  if (condition === undefined) return undefined;
  const { status, field, is: [value] = [] } = condition;
  const error = answerError(operation, status, 'the cursor has expired', sources);
  if (field === undefined || value === undefined) return error;
  if (field.in === 'header') return { ...error, headers: { ...error.headers, [field.name]: String(value) } };
  const body = Object(error.body) === error.body && !Array.isArray(error.body) ? error.body : {};
  const reject = (): never => {
    throw new TypeError(`The error of ${operation.path} has another value where its code should be.`);
  };
  return { ...error, body: withValue(body, field.pointer, value, reject) as JsonValue };
}

function answerExceeded(operation: Operation, { budget, wait }: Exceeded, sources: AnswerSources): MockAnswer {
  const message = `the budget ${budget.name} allows ${formatBudget(budget)}`;
  const error = answerError(operation, 429, message, sources);
  return { ...error, headers: { ...error.headers, 'retry-after': String(Math.ceil(wait / 1000)) } };
}

/** Creates a function that returns the data of a list, which it creates at the first request. */
function createLists(model: ApiModel, sample: Sample, items: number): (operation: Operation) => ServedList {
  const lists = new Map<Operation, ServedList>();
  return (operation) => {
    const known = lists.get(operation);
    if (known !== undefined) return known;
    const route = listRoute(operation, model.schemas);
    const data = createListData(operation, model.schemas, sample, items);
    const page = pageResponseOf(operation);
    const content = page && jsonContentOf(page.response);
    const body = content === undefined ? null : sampleBody(content, { schemas: model.schemas, sample });
    const places = route.ways.flatMap(({ response, back }) => [
      ...WRITTEN_FIELDS.map((field) => response[field]),
      ...[back?.prevCursor, back?.prevUrl, back?.hasPrevious],
    ]);
    const headers = places.flatMap((place) => (typeof place === 'object' ? [place.header.toLowerCase()] : []));
    const served = { route, data, frame: createFrame(places, body), paginationHeaders: new Set(headers) };
    lists.set(operation, served);
    return served;
  };
}

/** Answers a request for which the document has no operation: 405 if its path has other methods, otherwise 404. */
function answerUnknown(method: string, path: string, methods: readonly string[]): MockAnswer {
  const error = `the document has no operation ${method} ${path}`;
  if (methods.length === 0) return { status: 404, headers: {}, body: { error, hint: 'GET / lists all operations' } };
  const allow = [...methods, ...(methods.includes('GET') && !methods.includes('HEAD') ? ['HEAD'] : [])].join(', ');
  return { status: 405, headers: { allow }, body: { error: `${error}; allowed are ${allow}` } };
}

/** Returns the status that an operation declares for invalid bodies. */
function rejectionOf({ responses }: Operation): number {
  const statuses = responses.map(({ status }) => status);
  return !statuses.includes('400') && statuses.includes('422') ? 422 : 400;
}

/**
 * Creates a function that maps an operation for further pages to its list, with the position that its path contains.
 * Other operations are returned as they are.
 */
function createContinuations({ operations }: ApiModel): (match: Match) => { operation: Operation; position?: string } {
  const nexts = operations.flatMap((list) =>
    list.strategies.flatMap(({ request: { operation: next } }) =>
      next === undefined || isSame(next.operation, list) ? [] : [{ list, ...next }],
    ),
  );
  return ({ operation, values }) => {
    for (const { list, operation: next, link } of nexts) {
      if (!isSame(next, operation)) continue;
      if (link === undefined) return { operation: list };
      const position = values[link.name];
      if (position !== undefined) return { operation: list, position };
    }
    return { operation };
  };
}

function isSame(a: LinkedOperation, b: LinkedOperation): boolean {
  return a.path === b.path && a.method === b.method;
}

/** Returns a sample of a body in which every parent of a response field is an object: some schemas declare no type. */
function createFrame(places: readonly (ResponsePlace | undefined)[], sample: JsonValue): JsonValue {
  const pointers = places.filter((place) => typeof place === 'string');
  return pointers.reduce<JsonValue>(
    (frame, pointer) => (pointer === '' ? frame : setValue(frame, pointer, null)),
    sample,
  );
}
