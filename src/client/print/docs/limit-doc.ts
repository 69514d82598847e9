import { formatNumber } from '../../../shared/words.ts';
import type { OperationPlan, ParamPlan } from '../../plan/client-plan.ts';

/**
 * Returns the limits of the API on a parameter that is a page size or a position, in a sentence. Limits that the schema
 * of the parameter declares are part of its own documentation.
 */
export function limitSentence({ parameter, type }: ParamPlan, { strategies }: OperationPlan): string {
  if (parameter === undefined) return '';
  for (const { source, limits } of strategies) {
    const { request } = source;
    const isParameter = (field: typeof request.limit): boolean =>
      field?.in === 'parameter' && field.parameter === parameter && field.property === undefined;
    if (isParameter(request.limit)) return pageSize(limits, type.schema);
    if (isParameter(request.offset)) return atMost(limits.maxOffset, type.schema.maximum);
    if (isParameter(request.page)) return atMost(limits.maxPage, type.schema.maximum);
  }
  return '';
}

function pageSize(
  { minLimit, maxLimit, defaultLimit }: OperationPlan['strategies'][number]['limits'],
  { minimum, maximum, default: known }: ParamPlan['type']['schema'],
): string {
  const parts = [
    minLimit === undefined || minLimit <= 1 || minLimit === minimum ? '' : `at least ${formatNumber(minLimit)}`,
    maxLimit === undefined || maxLimit === maximum ? '' : `at most ${formatNumber(maxLimit)}`,
    defaultLimit === undefined || defaultLimit === known ? '' : `${formatNumber(defaultLimit)} by default`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `Items per page: ${parts.join(', ')}.`;
}

function atMost(limit: number | undefined, maximum: unknown): string {
  return limit === undefined || limit === maximum ? '' : `The API accepts at most ${formatNumber(limit)}.`;
}
