import type { ApiModel } from '../../model/api.ts';
import type { Operation } from '../../model/operation.ts';
import type { JsonValue } from '../../shared/json.ts';
import { type ExampleCredentials, exampleCredentials } from './credentials.ts';
import { createExampleRequest, toCurl } from './example-request.ts';
import type { ApiIndex } from './index-page.ts';
import type { AnswerSources } from './plain-answer.ts';

export interface IndexSources {
  readonly baseUrl: string;
  /** Number of items in each list. */
  readonly items: number;
  readonly sources: AnswerSources;
  /** True if operations that declare credentials need them. */
  readonly needsAuth: boolean;
  /** Returns values of path parameters that lead to an item of a list. */
  valuesOf(operation: Operation): Readonly<Record<string, JsonValue>>;
}

const NO_CREDENTIALS: ExampleCredentials = { headers: {}, query: {} };

/** Lists the operations of an API, each with a command that calls it. */
export function createIndex(model: ApiModel, { baseUrl, items, sources, needsAuth, valuesOf }: IndexSources): ApiIndex {
  const operations = model.operations.map((operation) => {
    const { method, path, operationId, summary, strategies } = operation;
    const credentials = needsAuth ? exampleCredentials(operation, model.securitySchemes) : NO_CREDENTIALS;
    return {
      method,
      path,
      ...(operationId !== undefined && { operationId }),
      ...(summary !== undefined && { summary }),
      ...(strategies.length > 0 && { styles: strategies.map(({ style }) => style), items }),
      curl: toCurl(createExampleRequest(operation, sources, baseUrl, valuesOf(operation), credentials)),
    };
  });
  return { title: model.title, version: model.version, baseUrl, operations };
}
