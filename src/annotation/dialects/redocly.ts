import type { Report } from '../../shared/diagnostic.ts';
import { type JsonValue, type Located, memberOf, parsePointer } from '../../shared/json.ts';
import type { Extension, OperationModel, StrategyAnnotation } from '../annotation.ts';
import { defineDialect, expectObject, locate, strategy, unpaginated, untranslated } from './dialect.ts';
import { itemsOr, responsePlace } from './items.ts';
import { firstCursor, firstPosition, parameterPlace, type RequestPlace } from './request-places.ts';
import {
  bodyAt,
  type DialectWriter,
  inexpressible,
  objectOf,
  onOperation,
  type Part,
  queryAt,
  styleOf,
  type WriteSource,
  type Written,
} from './write/written.ts';

interface Source {
  readonly key: string;
  readonly block: Located;
  readonly model: OperationModel;
  readonly report: Report;
}

/** Declares Redocly's dialect under one of its two keys: `style`, parameters by name, JSON Pointers into the response. */
function redoclyExtension(key: Extension['key']): Extension {
  return defineDialect(key, ({ node, model, report, translated }) => {
    const block = expectObject(node, key, report);
    return block && translated(block, readBlock({ key, block, model, report }));
  });
}

function readBlock(source: Source): StrategyAnnotation | undefined {
  const { block, report } = source;
  const style = memberOf(block, 'style');
  switch (style?.value) {
    case 'cursor':
      return byCursor(source);
    case 'offset':
    case 'page':
      return counted(source, style.value);
    case 'link':
      return strategy(block.location, 'link-header', {
        request: { limit: parameter(source, 'limitParam')?.expression },
        response: { items: itemsAt(source) },
      });
    case 'body-link':
      return byLink(source);
    default: {
      const reason = '`style` must be cursor, offset, page, link or body-link.';
      return unpaginated(report, reason, style?.location ?? block.location);
    }
  }
}

function byCursor(source: Source): StrategyAnnotation | undefined {
  const cursor = parameter(source, 'cursorParam');
  const nextCursor = place(source, 'nextCursor');
  if (cursor === undefined || nextCursor === undefined) {
    return unpaginated(source.report, 'The style cursor needs `cursorParam` and `nextCursor`.', source.block.location);
  }
  return strategy(source.block.location, `cursor-${cursor.in}`, {
    request: {
      cursor: cursor.expression,
      limit: parameter(source, 'limitParam')?.expression,
      start: firstCursor(cursor),
    },
    response: { items: itemsAt(source), nextCursor, hasMore: place(source, 'hasMore') },
  });
}

/** Translates the styles offset and page. In both, `offsetParam` names the parameter. */
function counted(source: Source, style: 'offset' | 'page'): StrategyAnnotation | undefined {
  const position = parameter(source, 'offsetParam') ?? parameter(source, 'pageParam');
  if (position === undefined) {
    return unpaginated(source.report, `The style ${style} needs \`offsetParam\`.`, source.block.location);
  }
  return strategy(source.block.location, style, {
    request: {
      [style]: position.expression,
      limit: parameter(source, 'limitParam')?.expression,
      start: firstPosition(source.model, position, style === 'page' ? 1 : 0),
    },
    response: { items: itemsAt(source), hasMore: place(source, 'hasMore') },
  });
}

function byLink(source: Source): StrategyAnnotation | undefined {
  const nextUrl = place(source, 'nextCursor') ?? place(source, 'nextLink');
  if (nextUrl === undefined) {
    return unpaginated(source.report, 'The style body-link needs `nextCursor`.', source.block.location);
  }
  return strategy(source.block.location, 'next-url', {
    request: { limit: parameter(source, 'limitParam')?.expression },
    response: { items: itemsAt(source), nextUrl, hasMore: place(source, 'hasMore') },
  });
}

function itemsAt({ block, key, model, report }: Source): Located<string> | undefined {
  const node = memberOf(block, 'items');
  const isPointer = typeof node?.value === 'string' && parsePointer(node.value) !== undefined;
  const named = node && isPointer ? locate(String(node.value), node.location) : undefined;
  return itemsOr(model, named, { key, location: node?.location ?? block.location, report });
}

function parameter({ block, model, report }: Source, key: string): RequestPlace | undefined {
  const node = memberOf(block, key);
  if (node === undefined) return undefined;
  const found = typeof node.value === 'string' ? parameterPlace(model, node.value, node.location) : undefined;
  if (found === undefined) untranslated(report, `\`${key}\` names no parameter of the operation.`, node.location);
  return found;
}

function place({ block, report }: Source, key: string): Located<string> | undefined {
  const node = memberOf(block, key);
  if (node === undefined) return undefined;
  if (typeof node.value === 'string' && parsePointer(node.value) !== undefined) {
    return responsePlace(locate(node.value, node.location));
  }
  untranslated(report, `\`${key}\` must be a JSON Pointer into the response.`, node.location);
  return undefined;
}

/** Redocly, under its older key. */
export const xRedoclyPaginationOld = redoclyExtension('x-redocly-pagination');

/** Redocly, under its current key. */
export const xRedoclyPagination = redoclyExtension('x-redoclyPagination');

const KEY = 'x-redoclyPagination';

/** Redocly: query parameters, and pointers into the body of the response. */
export const redoclyWriter: DialectWriter = { key: KEY, write };

function write(source: WriteSource): Written {
  const items = bodyAt(source, 'items');
  if (items === undefined) return inexpressible('The items must be in the body of the response.');
  const style = styleOf(source);
  const limit = queryAt(source, 'limit');
  const common = { items, limitParam: limit };
  const parts: Part[] = [
    ['response.items', items],
    ['request.limit', limit],
  ];
  switch (style) {
    case 'offset':
    case 'page': {
      const position = queryAt(source, style);
      if (position === undefined) return inexpressible('The position must be a query parameter.');
      return make({ style, offsetParam: position, ...common }, [...parts, [`request.${style}`, position]]);
    }
    case 'cursor-query': {
      const cursor = queryAt(source, 'cursor');
      const next = bodyAt(source, 'nextCursor');
      if (cursor === undefined || next === undefined) {
        return inexpressible('The next cursor must be in the body of the response.');
      }
      const hasMore = bodyAt(source, 'hasMore');
      return make({ style: 'cursor', cursorParam: cursor, nextCursor: next, hasMore, ...common }, [
        ...parts,
        ['request.cursor', cursor],
        ['response.nextCursor', next],
        ['response.hasMore', hasMore],
      ]);
    }
    case 'next-url': {
      const next = bodyAt(source, 'nextUrl');
      if (next === undefined) return inexpressible('The link must be in the body of the response.');
      return make({ style: 'body-link', nextCursor: next, ...common }, [...parts, ['response.nextUrl', next]]);
    }
    case 'link-header':
      return make({ style: 'link', ...common }, parts);
    default:
      return inexpressible('The cursor must be a query parameter.');
  }

  function make(members: Readonly<Record<string, JsonValue | undefined>>, said: readonly Part[]): Written {
    return onOperation(source, KEY, objectOf(members), said);
  }
}
