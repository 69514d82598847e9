import { isJsonMediaType } from '../../model/media-type.ts';
import type { PageResponse } from '../../model/page-bodies.ts';
import { parseResponseExpression } from '../../model/pagination-fields.ts';
import type { ExpiredCondition, ResponseField, Strategy } from '../../model/strategy.ts';
import { elementsOf, isJsonObject, type JsonValue, type Located, memberOf, valueIn } from '../../shared/json.ts';
import { bindResponseField } from './response-field.ts';
import { fieldOf, type StrategyCheck } from './strategy-check.ts';

/** Finds the fields of the conditions under which a cursor has expired. */
export function bindExpiredOn(
  check: StrategyCheck,
  pastEnd: readonly number[],
): Pick<Strategy['response'], 'expiredOn'> {
  const node = fieldOf(check, 'response', 'expiredOn');
  if (node === undefined || node.value === null) return {};
  const nodes = Array.isArray(node.value) ? elementsOf(node) : [node];
  return { expiredOn: nodes.flatMap((condition) => bindCondition(check, condition, pastEnd)) };
}

function bindCondition(check: StrategyCheck, node: Located, pastEnd: readonly number[]): ExpiredCondition[] {
  const status = Number(isJsonObject(node.value) ? valueIn(node, 'status') : node.value);
  const at = memberOf(node, 'at');
  if (at === undefined) {
    if (pastEnd.includes(status)) {
      const message = `Status ${status} is declared in both \`response.expiredOn\` and \`response.pastEnd\`.`;
      const hint = 'Remove it from one of them, or write `{ status, at, is }` under `expiredOn`.';
      check.annotationError('pagination-exclusive-fields', message, node.location, { hint });
    }
    return [{ status }];
  }
  const field = bindPlace(check, at, status);
  const is = valueIn(node, 'is') as JsonValue;
  return field === undefined ? [] : [{ status, field, is: Array.isArray(is) ? is : [is] }];
}

/** Finds a place in the response with a status. Without such a response in the document, the place is taken as written. */
function bindPlace(check: StrategyCheck, node: Located, status: number): ResponseField | undefined {
  const page = errorResponseOf(check, status);
  if (page !== undefined) return bindResponseField(check, 'response.expiredOn', node, page);
  const expression = parseResponseExpression(String(node.value));
  return expression && { ...expression, location: node.location };
}

function errorResponseOf({ operation }: StrategyCheck, status: number): PageResponse | undefined {
  const wanted = [String(status), `${String(status).charAt(0)}XX`, 'default'];
  const response = wanted
    .map((name) => operation.responses.find((candidate) => candidate.status === name))
    .find((found) => found !== undefined);
  const json = response?.content.find(({ mediaType }) => isJsonMediaType(mediaType));
  return response && json && { response, body: json.schema };
}
