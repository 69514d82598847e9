import type { Report } from '../../diagnostics/diagnostic.ts';
import { formatPointer } from '../../ir/json-pointer.ts';
import { type Located, memberOf } from '../../ir/located.ts';
import type { StrategyAnnotation } from '../annotation.ts';
import type { OperationModel } from '../extension.ts';
import { itemsOr } from './items.ts';
import { firstCursor, firstPosition, type RequestPlace } from './request-places.ts';
import { type Entry, entriesOf, pathOf, placeOf, requestPlace, tokensOf, withRole } from './scalar-fields.ts';
import { said, strategy, unpaginated, untranslated } from './translation.ts';

interface Read {
  readonly scheme: Located;
  readonly model: OperationModel;
  readonly report: Report;
  readonly request: (...roles: string[]) => RequestPlace | undefined;
  readonly response: (...roles: string[]) => Entry | undefined;
}

/** A scheme of `x-scalar-pagination`: fields of request and response, each with the role that it plays. */
export function scalarScheme(scheme: Located, model: OperationModel, report: Report): StrategyAnnotation | undefined {
  const requests = entriesOf(scheme, 'request');
  const responses = entriesOf(scheme, 'response');
  for (const { node } of requests) {
    const fixed = memberOf(node, 'value');
    if (fixed !== undefined)
      untranslated(report, 'A value that is sent on every request is left to the caller.', fixed.location);
  }
  const read: Read = {
    scheme,
    model,
    report,
    request: (...roles) => requestPlace(withRole(requests, roles), scheme, model, report),
    response: (...roles) => withRole(responses, roles),
  };
  const type = memberOf(scheme, 'type');
  switch (type?.value) {
    case 'offset':
      return counted(read, 'offset');
    case 'pageNumber':
      return counted(read, 'page');
    case 'cursor':
    case 'cursorId':
      return byCursor(read);
    case 'cursorUrl':
      return byLink(read, read.response('cursorUrl', 'cursor'));
    default: {
      const reason = '`type` must be offset, pageNumber, cursor, cursorId, cursorUrl or fakePage.';
      return unpaginated(report, reason, type?.location ?? scheme.location);
    }
  }
}

function counted(read: Read, style: 'offset' | 'page'): StrategyAnnotation | undefined {
  const { scheme, model, report } = read;
  const position = read.request(style === 'page' ? 'pageNumber' : 'offset');
  if (position === undefined) return unpaginated(report, `The request has no field of type ${style}.`, scheme.location);
  const on = memberOf(scheme, 'continueOnEmptyItems');
  if (on?.value === true)
    untranslated(report, 'An empty page ends the walk here, unless the answer says that there is more.', on.location);
  return strategy(scheme.location, style, {
    request: {
      [style]: position.expression,
      limit: limitOf(read),
      start: firstPosition(model, position, style === 'page' ? 1 : 0),
    },
    response: { items: itemsAt(read), ...countsOf(read) },
  });
}

function byCursor(read: Read): StrategyAnnotation | undefined {
  const { scheme, report } = read;
  const next = read.response('cursor', 'cursorId');
  if (next !== undefined && memberOf(next.node, 'location')?.value === 'linkHeader') return byLink(read, next);
  const cursor = read.request('cursor', 'cursorId');
  if (cursor === undefined) return unpaginated(report, 'The request has no field of type cursor.', scheme.location);
  const items = read.response('items');
  const inItem = items && memberOf(items.node, 'itemCursor');
  if (next === undefined && inItem === undefined) {
    return unpaginated(report, 'The response has no field of type cursor, and no `itemCursor`.', scheme.location);
  }
  return strategy(scheme.location, `cursor-${cursor.in}`, {
    request: { cursor: cursor.expression, limit: limitOf(read), start: firstCursor(cursor) },
    response: {
      items: itemsAt(read),
      ...(inItem === undefined
        ? { nextCursor: next && placeOf(next) }
        : { itemCursor: said(formatPointer(tokensOf(inItem)), inItem.location) }),
      ...countsOf(read),
    },
  });
}

function byLink(read: Read, link: Entry | undefined): StrategyAnnotation | undefined {
  const { scheme, report } = read;
  if (link === undefined) return unpaginated(report, 'The response has no field of type cursorUrl.', scheme.location);
  const request = { limit: limitOf(read) };
  const common = { items: itemsAt(read), ...countsOf(read) };
  if (memberOf(link.node, 'location')?.value !== 'linkHeader') {
    return strategy(scheme.location, 'next-url', { request, response: { ...common, nextUrl: placeOf(link) } });
  }
  const header = memberOf(link.node, 'headerName');
  if (typeof header?.value === 'string' && header.value.toLowerCase() !== 'link') {
    return unpaginated(report, 'Links are read from the header `Link` only.', header.location);
  }
  return strategy(scheme.location, 'link-header', {
    request,
    response: { ...common, rel: memberOf(link.node, 'rel') },
  });
}

function limitOf(read: Read): Located | undefined {
  return read.request('limit', 'pageSize')?.expression;
}

function countsOf(read: Read): Record<'hasMore' | 'total' | 'totalPages' | 'limit', Located | undefined> {
  const place = (role: string): Located | undefined => {
    const entry = read.response(role);
    return entry && placeOf(entry);
  };
  return {
    hasMore: place('hasMore'),
    total: place('total'),
    totalPages: place('totalPages'),
    limit: place('pageSize'),
  };
}

/** A scheme without items reads them from `data`. */
function itemsAt({ response, scheme, model, report }: Read): Located<string> | undefined {
  const entry = response('items');
  const named = entry && said(formatPointer(pathOf(entry)), entry.node.location);
  return itemsOr(model, named ?? said('/data', scheme.location), {
    key: 'x-scalar-pagination',
    location: scheme.location,
    report,
  });
}
