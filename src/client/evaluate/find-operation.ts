import { InputError } from '../../shared/diagnostic.ts';
import { didYouMean } from '../../shared/suggest.ts';
import type { ClientPlan, OperationPlan } from '../plan/client-plan.ts';

/**
 * Returns the operation with an operationId, the name of its function, or method and path such as `GET /lead/`.
 *
 * @throws InputError `unknown-operation`
 */
export function findOperation({ groups }: ClientPlan, name: string): OperationPlan {
  const operations = groups.flatMap((group) => group.operations);
  const wanted = name
    .trim()
    .replace(/^\w+(?=\s)/, (method) => method.toUpperCase())
    .replace(/\s+/, ' ');
  const found =
    operations.find(({ source }) => source.operationId === name) ??
    operations.find(({ functionName }) => functionName === name) ??
    operations.find(({ source }) => `${source.method} ${source.path}` === wanted);
  if (found !== undefined) return found;
  const names = operations.map(({ source, functionName }) => source.operationId ?? functionName);
  const paginated = operations
    .filter(({ strategies }) => strategies.length > 0)
    .map(({ functionName }) => functionName);
  throw new InputError(
    'unknown-operation',
    `The document has no operation ${name}.`,
    didYouMean(name, names, `The paginated operations are ${paginated.join(', ') || 'none'}.`),
  );
}
