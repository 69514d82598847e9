import type { Located } from '../../shared/json.ts';
import { defineDialect, locate, paginated, strategy } from './dialect.ts';

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
