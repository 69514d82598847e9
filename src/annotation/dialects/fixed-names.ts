import { elementsOf, isJsonObject, type Located, memberOf } from '../../shared/json.ts';
import type { OperationModel } from '../annotation.ts';
import { defineDialect, locate, paginated, strategy, unpaginated, untranslated } from './dialect.ts';

const KEY = 'x-dropshot-pagination';
const TOKEN = 'page_token';
const LIMIT = 'limit';

/**
 * Dropshot: an object or, in older documents, `true`. The framework prescribes all names. A page token encodes the whole
 * query, so no other query parameter may be sent with it.
 */
export const xDropshotPagination = defineDialect(KEY, ({ node, model, report, translated }) => {
  if (node.value !== true && !isJsonObject(node.value)) {
    return unpaginated(report, `\`${KEY}\` must be an object or true.`, node.location);
  }
  const required = memberOf(node, 'required');
  if (required !== undefined && elementsOf(required).length > 0) {
    const names = elementsOf(required).map(({ value }) => `\`${value}\``);
    const message = `The first page needs ${names.join(', ')}; the types of the client declare every parameter as optional.`;
    untranslated(report, message, required.location);
  }
  const at = (value: unknown): Located => locate(value, node.location);
  return translated(
    node,
    strategy(node.location, 'cursor-query', {
      request: {
        cursor: at(TOKEN),
        limit: has(model, LIMIT) ? at(LIMIT) : undefined,
        firstPageOnly: others(node, model),
      },
      response: { items: at('/items'), nextCursor: at('/next_page') },
    }),
  );
});

function has({ operation }: OperationModel, name: string): boolean {
  return operation.parameters.some((parameter) => parameter.in === 'query' && parameter.name === name);
}

/** Returns the query parameters of the first page. */
function others({ location }: Located, { operation }: OperationModel): Located | undefined {
  const names = operation.parameters
    .filter((parameter) => parameter.in === 'query' && parameter.name !== TOKEN && parameter.name !== LIMIT)
    .map(({ name }) => name);
  return names.length === 0 ? undefined : locate(names, location);
}

/**
 * Kubernetes: the verb `list` pages by `limit` and `continue`. Other verbs (`watch`, `deletecollection`) have the same
 * parameters but no pages. A list without `continue` has only one page.
 */
export const xKubernetesAction = defineDialect('x-kubernetes-action', ({ node, model }) => {
  if (node.value !== 'list') return undefined;
  const takes = (name: string): boolean =>
    model.operation.parameters.some((parameter) => parameter.in === 'query' && parameter.name === name);
  if (!takes('continue')) return undefined;
  const at = (value: unknown): Located => locate(value, node.location);
  return paginated(
    strategy(node.location, 'cursor-query', {
      request: { cursor: at('continue'), limit: takes('limit') ? at('limit') : undefined },
      response: { items: at('/items'), nextCursor: at('/metadata/continue') },
    }),
  );
});
