import type { Report } from '../../shared/diagnostic.ts';
import { elementsOf, formatPointer, isJsonObject, type Located, memberOf, membersOf } from '../../shared/json.ts';
import type { OperationModel, StrategyAnnotation } from '../annotation.ts';
import { defineDialect, expectObject, locate, ONE_PAGE, strategy, unpaginated, untranslated } from './dialect.ts';
import { itemsOr, responsePlace } from './items.ts';
import { bodyPlace, firstCursor, firstPosition, parameterPlace, type RequestPlace } from './request-places.ts';

const KEY = 'x-scalar-pagination';

/** A field of a scheme: its key and its value. */
interface Entry {
  readonly key: string;
  readonly node: Located;
}

/** Returns the response expression for a field of the response. */
function responseExpression(entry: Entry): Located<string> {
  const { key, node } = entry;
  if (memberOf(node, 'location')?.value === 'header') {
    const name = textIn(node, 'headerName') ?? key;
    return locate(`$response.header.${name}`, node.location);
  }
  const deeper = memberOf(node, 'cursorPath');
  return responsePlace(locate(formatPointer([...pathOf(entry), ...(deeper ? tokensOf(deeper) : [])]), node.location));
}

/** Finds the place of a field of the request. Reports it and returns undefined if the operation has no such place. */
function requestPlace(
  entry: Entry | undefined,
  scheme: Located,
  model: OperationModel,
  report: Report,
): RequestPlace | undefined {
  if (entry === undefined) return undefined;
  const { key, node } = entry;
  const name = textIn(node, 'param') ?? key;
  const location = textIn(node, 'location') ?? textIn(scheme, 'paramLocation') ?? 'query';
  const inBody = memberOf(node, 'path') ?? memberOf(node, 'property');
  const place =
    location === 'body'
      ? bodyPlace(model, inBody === undefined ? [name] : tokensOf(inBody), node.location)
      : parameterPlace(model, name, node.location);
  if (place === undefined) untranslated(report, `The operation has no input \`${name}\`.`, node.location);
  return place;
}

/** Returns the path of a field in the response, which defaults to its key. */
function pathOf({ key, node }: Entry): string[] {
  const path = memberOf(node, 'path') ?? memberOf(node, 'property');
  return path === undefined ? [key] : tokensOf(path);
}

/** Reads a path, which is a list of names or one name. */
function tokensOf(node: Located): string[] {
  return Array.isArray(node.value) ? elementsOf(node).map(({ value }) => String(value)) : [String(node.value)];
}

function textIn(node: Located, key: string): string | undefined {
  const value = memberOf(node, key)?.value;
  return typeof value === 'string' ? value : undefined;
}

/** Returns the fields of the request or response of a scheme. */
function entriesOf(scheme: Located, group: 'request' | 'response'): Entry[] {
  const node = memberOf(scheme, group);
  return (node === undefined ? [] : membersOf(node)).map(([key, member]) => ({ key, node: member }));
}

/** Finds the first field with one of these roles. */
function withRole(entries: readonly Entry[], roles: readonly string[]): Entry | undefined {
  return entries.find(({ node }) => roles.includes(String(memberOf(node, 'type')?.value)));
}

interface Source {
  readonly scheme: Located;
  readonly model: OperationModel;
  readonly report: Report;
  readonly request: (...roles: string[]) => RequestPlace | undefined;
  readonly response: (...roles: string[]) => Entry | undefined;
  /** Values that every request sends, by request expression. */
  readonly fixed: Located | undefined;
}

/** Translates a scheme: it lists fields of the request and the response, each with its role. */
function translateScheme(scheme: Located, model: OperationModel, report: Report): StrategyAnnotation | undefined {
  const requests = entriesOf(scheme, 'request');
  const responses = entriesOf(scheme, 'response');
  const source: Source = {
    scheme,
    model,
    report,
    request: (...roles) => requestPlace(withRole(requests, roles), scheme, model, report),
    response: (...roles) => withRole(responses, roles),
    fixed: fixedValues(requests, scheme, model, report),
  };
  const type = memberOf(scheme, 'type');
  switch (type?.value) {
    case 'offset':
      return counted(source, 'offset');
    case 'pageNumber':
      return counted(source, 'page');
    case 'cursor':
    case 'cursorId':
      return byCursor(source);
    case 'cursorUrl':
      return byLink(source, source.response('cursorUrl', 'cursor'));
    default: {
      const reason = '`type` must be offset, pageNumber, cursor, cursorId, cursorUrl or fakePage.';
      return unpaginated(report, reason, type?.location ?? scheme.location);
    }
  }
}

/** Fields that select a page, of which the client or the caller decides. */
const PAGE_ROLES = ['offset', 'pageNumber', 'cursor', 'cursorId', 'limit', 'pageSize'];

function fixedValues(
  entries: readonly Entry[],
  scheme: Located,
  model: OperationModel,
  report: Report,
): Located | undefined {
  const fixed = entries.flatMap((entry) => {
    const value = memberOf(entry.node, 'value');
    if (value !== undefined && PAGE_ROLES.includes(String(memberOf(entry.node, 'type')?.value))) {
      untranslated(report, 'This value is not sent automatically: callers must pass it.', value.location);
      return [];
    }
    const place = value && requestPlace(entry, scheme, model, report);
    return value === undefined || place === undefined ? [] : [[place.expression.value, value] as const];
  });
  const [first] = fixed;
  if (first === undefined) return undefined;
  return locate(Object.fromEntries(fixed.map(([key, { value }]) => [key, value])), first[1].location);
}

function counted(source: Source, style: 'offset' | 'page'): StrategyAnnotation | undefined {
  const { scheme, model, report } = source;
  const role = style === 'page' ? 'pageNumber' : 'offset';
  const position = source.request(role);
  if (position === undefined) return unpaginated(report, `The request has no field of type ${role}.`, scheme.location);
  const on = memberOf(scheme, 'continueOnEmptyItems');
  if (on?.value === true)
    untranslated(
      report,
      'An empty page ends the walk, unless the response declares that more items follow.',
      on.location,
    );
  return strategy(scheme.location, style, {
    request: {
      [style]: position.expression,
      limit: source.request('limit', 'pageSize')?.expression,
      fixed: source.fixed,
      start: firstPosition(model, position, style === 'page' ? 1 : 0),
    },
    response: { items: itemsAt(source), ...countsOf(source) },
  });
}

function byCursor(source: Source): StrategyAnnotation | undefined {
  const { scheme, report } = source;
  const next = source.response('cursor', 'cursorId');
  if (next !== undefined && memberOf(next.node, 'location')?.value === 'linkHeader') return byLink(source, next);
  const cursor = source.request('cursor', 'cursorId');
  if (cursor === undefined) return unpaginated(report, 'The request has no field of type cursor.', scheme.location);
  const items = source.response('items');
  const inItem = items && memberOf(items.node, 'itemCursor');
  if (next === undefined && inItem === undefined) {
    return unpaginated(report, 'The response has neither a field of type cursor nor an `itemCursor`.', scheme.location);
  }
  return strategy(scheme.location, `cursor-${cursor.in}`, {
    request: {
      cursor: cursor.expression,
      limit: source.request('limit', 'pageSize')?.expression,
      fixed: source.fixed,
      start: firstCursor(cursor),
    },
    response: {
      items: itemsAt(source),
      ...(inItem === undefined
        ? { nextCursor: next && responseExpression(next) }
        : { itemCursor: locate(formatPointer(tokensOf(inItem)), inItem.location) }),
      ...countsOf(source),
    },
  });
}

function byLink(source: Source, link: Entry | undefined): StrategyAnnotation | undefined {
  const { scheme, report } = source;
  if (link === undefined) return unpaginated(report, 'The response has no field of type cursorUrl.', scheme.location);
  const request = { limit: source.request('limit', 'pageSize')?.expression, fixed: source.fixed };
  const common = { items: itemsAt(source), ...countsOf(source) };
  if (memberOf(link.node, 'location')?.value !== 'linkHeader') {
    return strategy(scheme.location, 'next-url', {
      request,
      response: { ...common, nextUrl: responseExpression(link) },
    });
  }
  const header = memberOf(link.node, 'headerName');
  if (typeof header?.value === 'string' && header.value.toLowerCase() !== 'link') {
    return unpaginated(report, 'Links can only be read from the header `Link`.', header.location);
  }
  return strategy(scheme.location, 'link-header', {
    request,
    response: { ...common, rel: memberOf(link.node, 'rel') },
  });
}

function countsOf(source: Source): Record<'hasMore' | 'total' | 'totalPages' | 'limit', Located | undefined> {
  const place = (role: string): Located | undefined => {
    const entry = source.response(role);
    return entry && responseExpression(entry);
  };
  return {
    hasMore: place('hasMore'),
    total: place('total'),
    totalPages: place('totalPages'),
    limit: place('pageSize'),
  };
}

/** Returns the place of the items, which defaults to `data`. */
function itemsAt({ response, scheme, model, report }: Source): Located<string> | undefined {
  const entry = response('items');
  const named = entry && locate(formatPointer(pathOf(entry)), entry.node.location);
  return itemsOr(model, named ?? locate('/data', scheme.location), {
    key: KEY,
    location: scheme.location,
    report,
  });
}

/** Scalar: a scheme, the name of a scheme in the list at the root of the document, or `false`. */
export const xScalarPagination = defineDialect(
  KEY,
  ({ node, root, model, report, translated }) => {
    const scheme = typeof node.value === 'string' ? named(root, node, report) : expectObject(node, KEY, report);
    if (scheme === undefined) return undefined;
    if (memberOf(scheme, 'type')?.value === 'fakePage') return ONE_PAGE;
    const source = translateScheme(scheme, model, report);
    return translated(scheme, source && { ...source, location: node.location });
  },
  ['operation', 'root'],
);

function named(root: Located, node: Located, report: Report): Located | undefined {
  const list = memberOf(root, KEY);
  const schemes = list === undefined ? [] : elementsOf(list);
  const found = schemes.find((scheme) => isJsonObject(scheme.value) && scheme.value.name === node.value);
  if (found !== undefined) return found;
  const hint = 'Copy the scheme into the document: configuration files of Scalar are not read.';
  return unpaginated(report, `The document has no scheme \`${node.value}\`.`, node.location, hint);
}
