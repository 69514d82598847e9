import { suggestion } from '../../extensions/x-pagination/problem.ts';
import type { JsonPointer } from '../../ir/json-pointer.ts';
import type { Located } from '../../ir/located.ts';
import type { PageResponse } from '../../ir/page-response.ts';
import type { ResponseField } from '../../ir/pagination.ts';
import { parseItemPointer, parseResponseExpression } from '../../ir/pagination-expression.ts';
import type { Schema } from '../../ir/schema.ts';
import { schemaAt } from '../../ir/schema-at.ts';
import { describeKinds, type JsonKind, kindsFit, kindsOf } from '../../ir/schema-kinds.ts';
import type { Subject } from './subject.ts';

/** Finds the place that a response expression names. Undefined, and reported, where the response has none. */
export function bindResponseField(
  subject: Subject,
  label: string,
  node: Located,
  page: PageResponse,
): ResponseField | undefined {
  const expression = parseResponseExpression(String(node.value));
  if (expression === undefined) return undefined;
  if (expression.in === 'header') return bindHeader(subject, label, expression.name, node, page);
  const { pointer } = expression;
  const lookup = schemaAt(page.body, pointer, subject.schemas);
  if (lookup.found) return { in: 'body', pointer, schema: lookup.schema, location: node.location };
  const { status } = page.response;
  const message = `\`${label}\` is \`${pointer}\`, but the ${status} response of ${subject.name} has no \`${lookup.missing}\` there.`;
  const hint = suggestion(lookup.missing, lookup.candidates);
  subject.error('pagination-pointer-to-nothing', message, node.location, hint === undefined ? {} : { hint });
  return undefined;
}

/** A header that is not declared is but a warning: documents leave many out. `Link` needs no declaration. */
function bindHeader(
  subject: Subject,
  label: string,
  name: string,
  { location }: Located,
  { response }: PageResponse,
): ResponseField {
  const wanted = name.toLowerCase();
  const header = response.headers.find((candidate) => candidate.name.toLowerCase() === wanted);
  if (header !== undefined) return { in: 'header', name, schema: header.schema, location };
  if (wanted !== 'link') {
    const message = `\`${label}\` is the header \`${name}\`, which the ${response.status} response of ${subject.name} does not declare.`;
    const hint = suggestion(
      name,
      response.headers.map((candidate) => candidate.name),
    );
    subject.warning('pagination-undeclared-header', message, location, hint === undefined ? {} : { hint });
  }
  return { in: 'header', name, location };
}

/** Reports a field whose schema admits none of `wanted`. Headers are text, read as what the field is. */
export function expectKind(subject: Subject, label: string, field: ResponseField, wanted: readonly JsonKind[]): void {
  if (field.schema === undefined) return;
  const kinds = kindsOf(field.schema, subject.schemas);
  if (kindsFit(kinds, field.in === 'header' ? [...wanted, 'string'] : wanted)) return;
  const place = field.in === 'header' ? `the header \`${field.name}\`` : `\`${field.pointer}\``;
  const message = `\`${label}\` must be ${wanted[0]}, but ${place} of the response of ${subject.name} is ${describeKinds(kinds)}.`;
  subject.error('pagination-response-type', message, field.location);
}

/** A place in the item: its pointer and, where it can be found, its schema. */
export function bindItemPointer(
  subject: Subject,
  label: string,
  node: Located,
  item: Schema | undefined,
): { readonly pointer: JsonPointer; readonly schema?: Schema; readonly optional: boolean } | undefined {
  const pointer = parseItemPointer(String(node.value));
  if (pointer === undefined || item === undefined) return undefined;
  const lookup = schemaAt(item, pointer, subject.schemas);
  if (lookup.found) return { pointer, schema: lookup.schema, optional: lookup.optional };
  const message = `\`${label}\` is \`${pointer}\`, but an item of ${subject.name} has no \`${lookup.missing}\` there.`;
  const hint = suggestion(lookup.missing, lookup.candidates);
  subject.error('pagination-pointer-to-nothing', message, node.location, hint === undefined ? {} : { hint });
  return undefined;
}
