import { itemSchemaOf, type PageResponse } from '../../model/page-bodies.ts';
import {
  describeResponseField,
  parseItemPointer,
  parseResponseExpression,
  type ResponseExpression,
} from '../../model/pagination-fields.ts';
import type { Schema } from '../../model/schema.ts';
import { schemaAt } from '../../model/schema-at.ts';
import { describeKinds, type JsonKind, kindsFit, kindsOf, type Schemas } from '../../model/schema-kinds.ts';
import type { LinkField, ResponseField, Strategy } from '../../model/strategy.ts';
import {
  formatPointer,
  isJsonObject,
  type JsonPointer,
  type JsonValue,
  type Located,
  memberOf,
  membersOf,
  parsePointer,
} from '../../shared/json.ts';
import { type Advice, suggestName, suggestOrList } from '../../shared/suggest.ts';
import { fieldOf, type StrategyCheck } from './strategy-check.ts';

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
  const advice =
    otherNotation(node.value, page.body, check.schemas) ??
    headerAdvice(node.value, page) ??
    arrayAdvice(pointer, page, check) ??
    suggestOrList(lookup.missing, lookup.candidates, 'The only property there is', 'The properties there are');
  check.error('pagination-pointer-to-nothing', message, node.location, advice);
  return undefined;
}

/** Returns advice for a pointer that leads into an array, as if the items were named. */
function arrayAdvice(pointer: JsonPointer, { body }: PageResponse, { schemas }: StrategyCheck): Advice | undefined {
  const parent = formatPointer(parsePointer(pointer)?.slice(0, -1) ?? []);
  const lookup = parent === '' ? undefined : schemaAt(body, parent, schemas);
  const isArray = lookup?.found === true && kindsOf(lookup.schema, schemas).has('array');
  return isArray ? { hint: `\`${parent}\` is an array.` } : undefined;
}

/** Returns advice for the name of a response header without the words that say so. */
function headerAdvice(written: unknown, { response }: PageResponse): Advice | undefined {
  const header = response.headers.find(({ name }) => name.toLowerCase() === String(written).toLowerCase());
  if (header === undefined) return undefined;
  const text = `$response.header.${header.name}`;
  return { hint: `There is a response header of this name: write \`${text}\`.`, fix: { kind: 'replace', text } };
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
    const names = response.headers.map((candidate) => candidate.name);
    const outer = names.find((one) => wanted.startsWith(`${one.toLowerCase()}.`));
    const inside = `$response.header.${outer}#/${name.slice((outer?.length ?? 0) + 1).replaceAll('.', '/')}`;
    const advice =
      outer === undefined ? suggestName(name, names) : { hint: `If it contains JSON, write \`${inside}\`.` };
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
  hint?: string,
): void {
  if (field.schema === undefined) return;
  const kinds = kindsOf(field.schema, check.schemas);
  const isText = field.in === 'header' && field.pointer === undefined;
  if (kindsFit(kinds, isText ? [...wanted, 'string'] : wanted)) return;
  const message = `\`${label}\` must have type ${wanted[0]}, but ${describeResponseField(field)} of the response of ${check.name} has type ${describeKinds(kinds)}.`;
  check.error('pagination-response-type', message, field.location, hint === undefined ? {} : { hint });
}

type LinkKey = 'nextUrl' | 'prevUrl';

/** Finds the fields that lead to the next page and to the one before. Reports what does not fit. */
export function bindLinks(check: StrategyCheck, page: PageResponse): Pick<Strategy['response'], LinkKey> {
  const nextUrl = bindUrl(check, 'nextUrl', page);
  const prevUrl = bindUrl(check, 'prevUrl', page);
  return { ...(nextUrl !== undefined && { nextUrl }), ...(prevUrl !== undefined && { prevUrl }) };
}

function bindUrl(check: StrategyCheck, key: LinkKey, page: PageResponse): LinkField | undefined {
  const node = fieldOf(check, 'response', key);
  if (node === undefined || node.value === null || !check.style.response.includes(key)) return undefined;
  const bind = isJsonObject(node.value) ? bindSelection : bindLink;
  return bind(check, `response.${key}`, node, page);
}

/** A link is a URL or, in JSON:API, an object with the URL at `href`. */
function bindLink(check: StrategyCheck, label: string, node: Located, page: PageResponse): LinkField | undefined {
  const field = bindResponseField(check, label, node, page);
  if (field?.schema === undefined) return field;
  const kinds = kindsOf(field.schema, check.schemas);
  const hasHref = kinds.has('object') && schemaAt(field.schema, '/href', check.schemas).found;
  const place = field.in === 'body' ? field.pointer : '';
  const hint = `For the links of an array, write \`{ in: ${place}, where: { rel: next }, url: /href }\`.`;
  const wanted: readonly JsonKind[] = hasHref ? ['string', 'object'] : ['string'];
  expectKind(check, label, field, wanted, kinds.has('array') ? hint : undefined);
  return field;
}

function bindSelection(check: StrategyCheck, label: string, node: Located, page: PageResponse): LinkField | undefined {
  const array = memberOf(node, 'in');
  const field = array && bindResponseField(check, label, array, page);
  const where = memberOf(node, 'where');
  if (field?.schema === undefined || where === undefined) return undefined;
  const link = itemSchemaOf(field.schema, check.schemas);
  if (link === undefined) {
    const kinds = describeKinds(kindsOf(field.schema, check.schemas));
    const message = `\`in\` of \`${label}\` must be an array, but ${describeResponseField(field)} of the response of ${check.name} has type ${kinds}.`;
    check.error('pagination-not-an-array', message, field.location);
    return undefined;
  }
  const find = (member: string, pointer: JsonPointer, location: Located['location']): boolean => {
    const lookup = schemaAt(link, pointer, check.schemas);
    if (lookup.found) return true;
    const message = `\`${member}\` of \`${label}\` is \`${pointer}\`, but a link in ${describeResponseField(field)} has no \`${lookup.missing}\` there.`;
    check.error('pagination-pointer-to-nothing', message, location, suggestName(lookup.missing, lookup.candidates));
    return false;
  };
  const members = membersOf(where);
  for (const [name, { location }] of members) find('where', formatPointer([name]), location);
  const pointers = (['url', 'method', 'body', 'merge'] as const).flatMap((key) => {
    const written = memberOf(node, key);
    const pointer = written && parseItemPointer(String(written.value));
    return written !== undefined && pointer !== undefined && find(key, pointer, written.location)
      ? [[key, pointer] as const]
      : [];
  });
  const { url = '', ...others } = Object.fromEntries(pointers) as Partial<
    Record<'url' | 'method' | 'body' | 'merge', JsonPointer>
  >;
  const lookup = field.in === 'body' ? schemaAt(page.body, field.pointer, check.schemas) : undefined;
  const required = lookup?.found === true && !lookup.optional;
  const values = Object.fromEntries(members.map(([name, { value }]) => [name, value as JsonValue]));
  return { ...field, select: { where: values, url, ...others, required } };
}

/** Finds the URL that links are relative to. */
export function bindLinkBase(check: StrategyCheck, page: PageResponse): Pick<Strategy['response'], 'linkBase'> {
  const node = fieldOf(check, 'response', 'linkBase');
  if (node === undefined || node.value === null || node.value === 'request') return {};
  if (node.value === 'server') return { linkBase: 'server' };
  const field: ResponseField | undefined = bindResponseField(check, 'response.linkBase', node, page);
  if (field === undefined) return {};
  expectKind(check, 'response.linkBase', field, ['string']);
  return { linkBase: field };
}

/**
 * Returns advice for a place that is written in the notation of other tools, as a path with dots (`meta.next`), a JSONPath
 * (`$.data[*]`) or a path without a slash at its beginning. Undefined if there is no such place.
 */
export function otherNotation(written: unknown, schema: Schema, schemas: Schemas): Advice | undefined {
  const text = String(written);
  const path = text.replace(/^\$?[./]?/, '').replace(/\[\*?\]$/, '');
  const pointer = formatPointer(path.split(/[./]/));
  if (pointer === text || path === '' || !schemaAt(schema, pointer, schemas).found) return undefined;
  return { hint: `Write \`${pointer}\`.`, fix: { kind: 'replace', text: pointer } };
}
