import type { Report } from '../../shared/diagnostic.ts';
import { formatPointer, isJsonObject, type Located, memberOf } from '../../shared/json.ts';
import type { StrategyAnnotation } from '../annotation.ts';
import type { OperationModel } from '../extension.ts';
import { defineDialect, expectObject, located, paginated, strategy, unpaginated, untranslated } from './dialect.ts';
import { itemsOr, responsePlace } from './items.ts';
import { bodyPlace, firstCursor, firstPosition, parameterPlace, type RequestPlace } from './request-places.ts';

const KEY = 'x-fern-pagination';

/**
 * Fern: paths that begin with `$request` or `$response`. `true` on an operation refers to the block at the root of the
 * document; the block alone makes no operation paginated.
 */
export const xFernPagination = defineDialect(KEY, ({ node, root, model, report }) => {
  const shared = node.value === true ? memberOf(root, KEY) : undefined;
  if (node.value === true && !isJsonObject(shared?.value)) {
    return unpaginated(
      report,
      `\`true\` refers to \`${KEY}\` at the root of the document, which is missing.`,
      node.location,
    );
  }
  const block = expectObject(shared ?? node, KEY, report);
  const read = block && readBlock({ block, model, report });
  return paginated(read && { ...read, location: node.location });
});

interface Read {
  readonly block: Located;
  readonly model: OperationModel;
  readonly report: Report;
}

function readBlock(read: Read): StrategyAnnotation | undefined {
  const { block, report } = read;
  const type = memberOf(block, 'type');
  if (type?.value === 'custom') {
    return unpaginated(report, 'Pagination of type custom is code, which cannot be translated.', type.location);
  }
  if (memberOf(block, 'offset') !== undefined) return byOffset(read);
  if (memberOf(block, 'cursor') !== undefined) return byCursor(read);
  for (const key of ['next_uri', 'next_path'] as const) {
    if (memberOf(block, key) !== undefined) return byLink(read, key);
  }
  return unpaginated(report, `\`${KEY}\` must have offset, cursor, next_uri or next_path.`, block.location);
}

/** Translates `offset`: without `step` it is a page number, with `step` (the page size) it is an offset. */
function byOffset(read: Read): StrategyAnnotation | undefined {
  const step = member(read, 'step');
  const position = requestPlace(read, 'offset');
  if (position === undefined) return missing(read, 'offset');
  const style = step === undefined ? 'page' : 'offset';
  return strategy(read.block.location, style, {
    request: {
      [style]: position.expression,
      limit: step && requestPlace(read, 'step')?.expression,
      start: firstPosition(read.model, position, style === 'page' ? 1 : 0),
    },
    response: { items: itemsAt(read), hasMore: responseAt(read, 'has-next-page') },
  });
}

function byCursor(read: Read): StrategyAnnotation | undefined {
  const cursor = requestPlace(read, 'cursor');
  const nextCursor = responseAt(read, 'next_cursor');
  if (cursor === undefined) return missing(read, 'cursor');
  if (nextCursor === undefined) return missing(read, 'next_cursor');
  return strategy(read.block.location, `cursor-${cursor.in}`, {
    request: { cursor: cursor.expression, start: firstCursor(cursor) },
    response: { items: itemsAt(read), nextCursor, hasMore: responseAt(read, 'has-next-page') },
  });
}

function byLink(read: Read, key: 'next_uri' | 'next_path'): StrategyAnnotation | undefined {
  const nextUrl = responseAt(read, key);
  if (nextUrl === undefined) return missing(read, key);
  const base = key === 'next_path' ? located('server', nextUrl.location) : undefined;
  return strategy(read.block.location, 'next-url', {
    response: { items: itemsAt(read), nextUrl, linkBase: base, hasMore: responseAt(read, 'has-next-page') },
  });
}

function itemsAt(read: Read): Located<string> | undefined {
  const { block, model, report } = read;
  const tokens = pathOf(member(read, 'results'), 'response');
  const named = tokens && located(formatPointer(tokens.value), tokens.location);
  return itemsOr(model, named, { key: KEY, location: block.location, report });
}

/** Looks up a key with `-` or `_`: Fern uses both, and documents mix them up. */
function member({ block }: Read, key: string): Located | undefined {
  return memberOf(block, key) ?? memberOf(block, key.replaceAll('-', '_')) ?? memberOf(block, key.replaceAll('_', '-'));
}

/** Finds a request path: `$request.a` is a parameter or a property of the body, `$request.a.b` is nested in the body. */
function requestPlace(read: Read, key: string): RequestPlace | undefined {
  const { model, report } = read;
  const node = member(read, key);
  const path = pathOf(node, 'request');
  const place =
    path && (parameterPlace(model, path.value.join('.'), path.location) ?? bodyPlace(model, path.value, path.location));
  if (place === undefined && node !== undefined && path !== undefined) {
    untranslated(report, `The operation has no input \`${path.value.join('.')}\`.`, node.location);
  }
  return place;
}

function responseAt(read: Read, key: string): Located<string> | undefined {
  const node = member(read, key);
  const path = pathOf(node, 'response');
  if (path !== undefined) return responsePlace(located(formatPointer(path.value), path.location));
  if (node !== undefined) untranslated(read.report, `\`${key}\` must be a path such as $response.next.`, node.location);
  return undefined;
}

function pathOf(node: Located | undefined, where: 'request' | 'response'): Located<string[]> | undefined {
  const path = typeof node?.value === 'string' ? new RegExp(`^\\$${where}(\\..+)?$`, 's').exec(node.value) : null;
  if (path === null || node === undefined) return undefined;
  return located(path[1] === undefined ? [] : path[1].slice(1).split('.'), node.location);
}

function missing({ block, report }: Read, key: string): undefined {
  return unpaginated(report, `\`${key}\` is missing or invalid.`, memberOf(block, key)?.location ?? block.location);
}
