import { itemSchemaOf, type PageResponse } from '../../model/page-bodies.ts';
import { describeResponseField, parseItemPointer } from '../../model/pagination-fields.ts';
import { schemaAt } from '../../model/schema-at.ts';
import { describeKinds, kindsOf } from '../../model/schema-kinds.ts';
import type { LinkField, ResponseField, Strategy } from '../../model/strategy.ts';
import {
  formatPointer,
  isJsonObject,
  type JsonPointer,
  type JsonValue,
  type Located,
  memberOf,
  membersOf,
} from '../../shared/json.ts';
import { suggestName } from '../../shared/suggest.ts';
import { bindResponseField, expectKind } from './response-field.ts';
import { fieldOf, type StrategyCheck } from './strategy-check.ts';

/** Finds the field that leads to the next page. Reports what does not fit. */
export function bindNextUrl(check: StrategyCheck, page: PageResponse): Pick<Strategy['response'], 'nextUrl'> {
  const node = fieldOf(check, 'response', 'nextUrl');
  if (node === undefined || node.value === null || !check.style.response.includes('nextUrl')) return {};
  const nextUrl = isJsonObject(node.value) ? bindSelection(check, node, page) : bindLink(check, node, page);
  return nextUrl === undefined ? {} : { nextUrl };
}

/** A link is a URL or, in JSON:API, an object with the URL at `href`. */
function bindLink(check: StrategyCheck, node: Located, page: PageResponse): LinkField | undefined {
  const field = bindResponseField(check, 'response.nextUrl', node, page);
  if (field?.schema === undefined) return field;
  const kinds = kindsOf(field.schema, check.schemas);
  const hasHref = kinds.has('object') && schemaAt(field.schema, '/href', check.schemas).found;
  expectKind(check, 'response.nextUrl', field, hasHref ? ['string', 'object'] : ['string']);
  return field;
}

function bindSelection(check: StrategyCheck, node: Located, page: PageResponse): LinkField | undefined {
  const array = memberOf(node, 'in');
  const field = array && bindResponseField(check, 'response.nextUrl', array, page);
  const where = memberOf(node, 'where');
  if (field?.schema === undefined || where === undefined) return undefined;
  const link = itemSchemaOf(field.schema, check.schemas);
  if (link === undefined) {
    const kinds = describeKinds(kindsOf(field.schema, check.schemas));
    const message = `\`in\` of \`response.nextUrl\` must be an array, but ${describeResponseField(field)} of the response of ${check.name} has type ${kinds}.`;
    check.error('pagination-not-an-array', message, field.location);
    return undefined;
  }
  const find = (label: string, pointer: JsonPointer, location: Located['location']): boolean => {
    const lookup = schemaAt(link, pointer, check.schemas);
    if (lookup.found) return true;
    const message = `\`${label}\` of \`response.nextUrl\` is \`${pointer}\`, but a link in ${describeResponseField(field)} has no \`${lookup.missing}\` there.`;
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
