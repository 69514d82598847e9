import type { ApiModel } from '../../model/api.ts';
import type { Operation } from '../../model/operation.ts';
import { pageResponseOf } from '../../model/page-response.ts';
import type { JsonValue } from '../../shared/json.ts';
import type { Guard } from './credentials.ts';
import type { Faults } from './faults.ts';
import { type ListData, listData } from './list-data.ts';
import { answerPage, type MockAnswer } from './page-answer.ts';
import { type MockList, Refusal, readPageRequest } from './page-request.ts';
import { answerError, answerPlain } from './plain-answer.ts';
import type { MockRequest } from './request-value.ts';
import { createRoutes, type Match } from './routes.ts';
import type { Sample } from './sampler.ts';

export interface MockOptions {
  /** Items of each list. */
  readonly items: number;
  readonly faults: Faults;
  /** Makes what answers hold. */
  readonly sample: Sample;
  /** Default: nobody is turned away. */
  readonly guard?: Guard | undefined;
}

/** An API that lives in memory. */
export interface Mock {
  answer(request: MockRequest): MockAnswer & { readonly text?: string };
  /** What a list operation gives; undefined where it is none. */
  data(operation: Operation): ListData | undefined;
}

interface Served {
  readonly list: MockList;
  readonly frame: JsonValue;
}

/** An API that answers as a document says: lists as they are annotated, all else with samples. */
export function createMock(model: ApiModel, { items, faults, sample, guard }: MockOptions): Mock {
  const find = createRoutes(model);
  const continued = continuations(model);
  const lists = new Map<Operation, Served>();
  let count = 0;
  const served = (operation: Operation): Served => {
    const known = lists.get(operation) ?? {
      list: {
        operation,
        schemas: model.schemas,
        data: listData(operation, model.schemas, sample, items),
        linkParameter: freeName(operation),
      },
      frame: sample(pageResponseOf(operation)!.body),
    };
    lists.set(operation, known);
    return known;
  };
  const answerMatch = (match: Match, request: MockRequest): MockAnswer => {
    const { operation, position } = continued(match);
    if (operation.strategies.length === 0) return answerPlain(operation, sample);
    const { list, frame } = served(operation);
    return answerPage(list, readPageRequest(list, request, faults, position), request, frame, faults);
  };
  return {
    data: (operation) => (operation.strategies.length === 0 ? undefined : served(operation).list.data),
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
        const error = answerError(
          operation,
          broken.status,
          `the mock answers so every ${broken.every} requests`,
          sample,
        );
        return { ...error, headers: { ...error.headers, 'retry-after': '0' } };
      }
      try {
        return answerMatch(match, request);
      } catch (error) {
        if (error instanceof Refusal) return answerError(operation, error.status, error.message, sample);
        throw error;
      }
    },
  };
}

/** Finds the list that an operation gives the further pages of, and where; else gives the operation itself. */
function continuations({ operations }: ApiModel): (match: Match) => { operation: Operation; position?: string } {
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

/** A name for the position in links that no parameter has. */
function freeName({ parameters }: Operation): string {
  let name = 'page_token';
  while (parameters.some((parameter) => parameter.name === name)) name = `_${name}`;
  return name;
}
