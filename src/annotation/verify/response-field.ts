import type { PageResponse } from '../../model/page-bodies.ts';
import {
  describeResponseField,
  parseResponseExpression,
  type ResponseExpression,
} from '../../model/pagination-fields.ts';
import { schemaAt } from '../../model/schema-at.ts';
import { describeKinds, type JsonKind, kindsFit, kindsOf } from '../../model/schema-kinds.ts';
import type { ResponseField } from '../../model/strategy.ts';
import type { Located } from '../../shared/json.ts';
import { suggestName } from '../../shared/suggest.ts';
import type { StrategyCheck } from './strategy-check.ts';

/** Finds the place that a response expression names. Reports it and returns undefined if the response has no such place. */
export function bindResponseField(
  check: StrategyCheck,
  label: string,
  node: Located,
  page: PageResponse,
): ResponseField | undefined {
  const expression = parseResponseExpression(String(node.value));
  if (expression === undefined) return undefined;
  if (expression.in === 'header') return bindHeader(check, label, expression, node, page);
  const { pointer } = expression;
  const lookup = schemaAt(page.body, pointer, check.schemas);
  if (lookup.found) return { in: 'body', pointer, schema: lookup.schema, location: node.location };
  const { status } = page.response;
  const message = `\`${label}\` is \`${pointer}\`, but the ${status} response of ${check.name} has no \`${lookup.missing}\` there.`;
  const advice = suggestName(lookup.missing, lookup.candidates);
  check.error('pagination-pointer-to-nothing', message, node.location, advice);
  return undefined;
}

/** Finds a response header. An undeclared one is only a warning: many documents omit headers. `Link` needs no declaration. */
function bindHeader(
  check: StrategyCheck,
  label: string,
  { name, pointer }: ResponseExpression & { readonly in: 'header' },
  { location }: Located,
  { response }: PageResponse,
): ResponseField | undefined {
  const wanted = name.toLowerCase();
  const header = response.headers.find((candidate) => candidate.name.toLowerCase() === wanted);
  const part = pointer === undefined ? {} : { pointer };
  if (header !== undefined && pointer === undefined) return { in: 'header', name, schema: header.schema, location };
  if (header !== undefined && pointer !== undefined && kindsOf(header.schema, check.schemas).has('object')) {
    const lookup = schemaAt(header.schema, pointer, check.schemas);
    if (lookup.found) return { in: 'header', name, pointer, schema: lookup.schema, location };
    const message = `\`${label}\` is \`${pointer}\` in the header \`${name}\`, which has no \`${lookup.missing}\` there in the ${response.status} response of ${check.name}.`;
    const advice = suggestName(lookup.missing, lookup.candidates);
    check.error('pagination-pointer-to-nothing', message, location, advice);
    return undefined;
  }
  // A header whose schema is text says nothing about the JSON in it.
  if (header !== undefined) return { in: 'header', name, ...part, location };
  if (wanted !== 'link') {
    const message = `\`${label}\` is the header \`${name}\`, which the ${response.status} response of ${check.name} does not declare.`;
    const advice = suggestName(
      name,
      response.headers.map((candidate) => candidate.name),
    );
    check.warning('pagination-undeclared-header', message, location, advice);
  }
  return { in: 'header', name, ...part, location };
}

/** Reports a field whose schema allows none of `wanted`. Strings are accepted in headers: clients convert their text. */
export function expectKind(
  check: StrategyCheck,
  label: string,
  field: ResponseField,
  wanted: readonly JsonKind[],
): void {
  if (field.schema === undefined) return;
  const kinds = kindsOf(field.schema, check.schemas);
  const isText = field.in === 'header' && field.pointer === undefined;
  if (kindsFit(kinds, isText ? [...wanted, 'string'] : wanted)) return;
  const message = `\`${label}\` must have type ${wanted[0]}, but ${describeResponseField(field)} of the response of ${check.name} has type ${describeKinds(kinds)}.`;
  check.error('pagination-response-type', message, field.location);
}
