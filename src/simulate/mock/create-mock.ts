import type { ListRoute } from '../../../templates/runtime/integrations/list-route.js';
import { RequestRejected } from '../../../templates/runtime/integrations/page-selection.js';
import { servePage, WRITTEN_FIELDS } from '../../../templates/runtime/integrations/serve-page.js';
import { listRoute } from '../../client/plan/list-route.ts';
import type { ApiModel } from '../../model/api.ts';
import type { Operation } from '../../model/operation.ts';
import { pageResponseOf } from '../../model/page-response.ts';
import type { JsonValue } from '../../shared/json.ts';
import type { Guard } from './credentials.ts';
import type { MockAnswer, MockRequest } from './exchange.ts';
import type { Faults } from './faults.ts';
import { setValue } from './json-value.ts';
import { createListData, type ListData } from './list-data.ts';
import { answerError, answerPlain } from './plain-answer.ts';
import { createRoutes, type Match } from './routes.ts';
import type { Sample } from './sampler.ts';

export interface MockOptions {
  /** Number of items in each list. */
  readonly items: number;
  readonly faults: Faults;
  /** Creates sample values for the responses. */
  readonly sample: Sample;
  /** Checks credentials. Default: none are needed. */
  readonly guard?: Guard | undefined;
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
}

/** Creates an API that responds as a document declares: lists as annotated, other operations with sample values. */
export function createMock(model: ApiModel, { items, faults, sample, guard }: MockOptions): Mock {
  const find = createRoutes(model);
  const resolveList = createContinuations(model);
  const lists = new Map<Operation, ServedList>();
  let count = 0;
  const serveList = (operation: Operation): ServedList => {
    const known = lists.get(operation);
    if (known !== undefined) return known;
    const route = listRoute(operation, model.schemas);
    const data = createListData(operation, model.schemas, sample, items);
    const served = { route, data, frame: createFrame(route, sample(pageResponseOf(operation)!.body)) };
    lists.set(operation, served);
    return served;
  };
  const answerMatch = (match: Match, request: MockRequest): MockAnswer => {
    const { operation, position } = resolveList(match);
    if (operation.strategies.length === 0) return answerPlain(operation, sample);
    const { route, data, frame } = serveList(operation);
    return servePage(route, request, data, { frame, faults, linkPosition: position });
  };
  return {
    data: (operation) => (operation.strategies.length === 0 ? undefined : serveList(operation).data),
    answer(request) {
      const match = find(request.method, request.url.pathname);
      if (match === undefined) {
        const error = `the document has no operation ${request.method} ${request.url.pathname}`;
        return { status: 404, headers: {}, body: { error } };
      }
      const { operation } = match;
      const unauthorized = guard?.(operation, request);
      if (unauthorized !== undefined) {
        const error = answerError(operation, 401, unauthorized.message, sample);
        return { ...error, headers: { ...error.headers, 'www-authenticate': unauthorized.challenge } };
      }
      const broken = faults.statuses?.find(({ every }) => (count + 1) % every === 0);
      count++;
      if (broken !== undefined) {
        const error = answerError(operation, broken.status, `injected fault: ${broken.status}=${broken.every}`, sample);
        return { ...error, headers: { ...error.headers, 'retry-after': '0' } };
      }
      try {
        return answerMatch(match, request);
      } catch (error) {
        if (error instanceof RequestRejected) return answerError(operation, 400, error.message, sample);
        throw error;
      }
    },
  };
}

/**
 * Creates a function that maps an operation for further pages to its list, with the position that its path contains.
 * Other operations are returned as they are.
 */
function createContinuations({ operations }: ApiModel): (match: Match) => { operation: Operation; position?: string } {
  const nexts = operations.flatMap((list) =>
    list.strategies.flatMap(({ request }) => (request.operation === undefined ? [] : [{ list, ...request.operation }])),
  );
  return ({ operation, values }) => {
    for (const { list, operation: next, link } of nexts) {
      if (next.path !== operation.path || next.method !== operation.method) continue;
      const position = values[link.name];
      if (position !== undefined) return { operation: list, position };
    }
    return { operation };
  };
}

/** Returns a sample of a body in which every parent of a response field is an object: some schemas declare no type. */
function createFrame({ ways }: ListRoute, sample: JsonValue): JsonValue {
  const places = ways.flatMap(({ response }) => WRITTEN_FIELDS.map((field) => response[field]));
  const pointers = places.filter((place) => typeof place === 'string');
  return pointers.reduce<JsonValue>(
    (frame, pointer) => (pointer === '' ? frame : setValue(frame, pointer, null)),
    sample,
  );
}
