import type { Report } from '../../shared/diagnostic.ts';
import { type Located, memberOf, parsePointer } from '../../shared/json.ts';
import type { StrategyAnnotation } from '../annotation.ts';
import type { Extension, OperationModel } from '../extension.ts';
import { defineDialect, expectObject, located, paginated, strategy, unpaginated, untranslated } from './dialect.ts';
import { itemsOr, responsePlace } from './items.ts';
import { firstCursor, firstPosition, parameterPlace, type RequestPlace } from './request-places.ts';

interface Read {
  readonly key: string;
  readonly block: Located;
  readonly model: OperationModel;
  readonly report: Report;
}

/** Declares Redocly's dialect under one of its two keys: `style`, parameters by name, JSON Pointers into the response. */
function redoclyExtension(key: Extension['key']): Extension {
  return defineDialect(key, ({ node, model, report }) => {
    const block = expectObject(node, key, report);
    return paginated(block && readBlock({ key, block, model, report }));
  });
}

function readBlock(read: Read): StrategyAnnotation | undefined {
  const { block, report } = read;
  const style = memberOf(block, 'style');
  switch (style?.value) {
    case 'cursor':
      return byCursor(read);
    case 'offset':
    case 'page':
      return counted(read, style.value);
    case 'link':
      return strategy(block.location, 'link-header', {
        request: { limit: parameter(read, 'limitParam')?.expression },
        response: { items: itemsAt(read) },
      });
    case 'body-link':
      return byLink(read);
    default: {
      const reason = '`style` must be cursor, offset, page, link or body-link.';
      return unpaginated(report, reason, style?.location ?? block.location);
    }
  }
}

function byCursor(read: Read): StrategyAnnotation | undefined {
  const cursor = parameter(read, 'cursorParam');
  const nextCursor = place(read, 'nextCursor');
  if (cursor === undefined || nextCursor === undefined) {
    return unpaginated(read.report, 'The style cursor needs `cursorParam` and `nextCursor`.', read.block.location);
  }
  return strategy(read.block.location, `cursor-${cursor.in}`, {
    request: {
      cursor: cursor.expression,
      limit: parameter(read, 'limitParam')?.expression,
      start: firstCursor(cursor),
    },
    response: { items: itemsAt(read), nextCursor, hasMore: place(read, 'hasMore') },
  });
}

/** Translates the styles offset and page. In both, `offsetParam` names the parameter. */
function counted(read: Read, style: 'offset' | 'page'): StrategyAnnotation | undefined {
  const position = parameter(read, 'offsetParam') ?? parameter(read, 'pageParam');
  if (position === undefined) {
    return unpaginated(read.report, `The style ${style} needs \`offsetParam\`.`, read.block.location);
  }
  return strategy(read.block.location, style, {
    request: {
      [style]: position.expression,
      limit: parameter(read, 'limitParam')?.expression,
      start: firstPosition(read.model, position, style === 'page' ? 1 : 0),
    },
    response: { items: itemsAt(read), hasMore: place(read, 'hasMore') },
  });
}

function byLink(read: Read): StrategyAnnotation | undefined {
  const nextUrl = place(read, 'nextCursor') ?? place(read, 'nextLink');
  if (nextUrl === undefined) {
    return unpaginated(read.report, 'The style body-link needs `nextCursor`.', read.block.location);
  }
  return strategy(read.block.location, 'next-url', {
    request: { limit: parameter(read, 'limitParam')?.expression },
    response: { items: itemsAt(read), nextUrl, hasMore: place(read, 'hasMore') },
  });
}

function itemsAt({ block, key, model, report }: Read): Located<string> | undefined {
  const node = memberOf(block, 'items');
  const isPointer = typeof node?.value === 'string' && parsePointer(node.value) !== undefined;
  const named = node && isPointer ? located(String(node.value), node.location) : undefined;
  return itemsOr(model, named, { key, location: node?.location ?? block.location, report });
}

function parameter({ block, model, report }: Read, key: string): RequestPlace | undefined {
  const node = memberOf(block, key);
  if (node === undefined) return undefined;
  const found = typeof node.value === 'string' ? parameterPlace(model, node.value, node.location) : undefined;
  if (found === undefined) untranslated(report, `\`${key}\` names no parameter of the operation.`, node.location);
  return found;
}

function place({ block, report }: Read, key: string): Located<string> | undefined {
  const node = memberOf(block, key);
  if (node === undefined) return undefined;
  if (typeof node.value === 'string' && parsePointer(node.value) !== undefined) {
    return responsePlace(located(node.value, node.location));
  }
  untranslated(report, `\`${key}\` must be a JSON Pointer into the response.`, node.location);
  return undefined;
}

/** Redocly, under its older key. */
export const xRedoclyPaginationOld = redoclyExtension('x-redocly-pagination');

/** Redocly, under its current key. */
export const xRedoclyPagination = redoclyExtension('x-redoclyPagination');
