import type { Report } from '../../shared/diagnostic.ts';
import {
  formatPointer,
  isJsonObject,
  type JsonValue,
  type Located,
  memberOf,
  parsePointer,
} from '../../shared/json.ts';
import type { OperationModel, StrategyAnnotation } from '../annotation.ts';
import { defineDialect, expectObject, locate, strategy, unpaginated, untranslated } from './dialect.ts';
import { itemsOr, responsePlace } from './items.ts';
import { bodyPlace, firstCursor, firstPosition, parameterPlace, type RequestPlace } from './request-places.ts';
import {
  bodyAt,
  type DialectWriter,
  dottedNames,
  fieldIn,
  inexpressible,
  objectOf,
  onOperation,
  requestAt,
  styleOf,
  type WriteSource,
  type Written,
} from './write/written.ts';

const KEY = 'x-fern-pagination';

/**
 * Fern: paths that begin with `$request` or `$response`. `true` on an operation refers to the block at the root of the
 * document; the block alone makes no operation paginated.
 */
export const xFernPagination = defineDialect(
  KEY,
  ({ node, root, model, report, translated }) => {
    const shared = node.value === true ? memberOf(root, KEY) : undefined;
    if (node.value === true && !isJsonObject(shared?.value)) {
      return unpaginated(
        report,
        `\`true\` refers to \`${KEY}\` at the root of the document, which is missing.`,
        node.location,
      );
    }
    const block = expectObject(shared ?? node, KEY, report);
    const source = block && readBlock({ block, model, report });
    return block && translated(block, source && { ...source, location: node.location });
  },
  ['operation', 'root'],
);

interface Source {
  readonly block: Located;
  readonly model: OperationModel;
  readonly report: Report;
}

function readBlock(source: Source): StrategyAnnotation | undefined {
  const { block, report } = source;
  const type = memberOf(block, 'type');
  if (type?.value === 'custom') {
    return unpaginated(report, 'Pagination of type custom is code, which cannot be translated.', type.location);
  }
  if (memberOf(block, 'offset') !== undefined) return byOffset(source);
  if (memberOf(block, 'cursor') !== undefined) return byCursor(source);
  for (const key of ['next_uri', 'next_path'] as const) {
    if (memberOf(block, key) !== undefined) return byLink(source, key);
  }
  return unpaginated(report, `\`${KEY}\` must have offset, cursor, next_uri or next_path.`, block.location);
}

/** Translates `offset`: without `step` it is a page number, with `step` (the page size) it is an offset. */
function byOffset(source: Source): StrategyAnnotation | undefined {
  const step = member(source, 'step');
  const position = requestPlace(source, 'offset');
  if (position === undefined) return missing(source, 'offset');
  const style = step === undefined ? 'page' : 'offset';
  return strategy(source.block.location, style, {
    request: {
      [style]: position.expression,
      limit: step && requestPlace(source, 'step')?.expression,
      start: firstPosition(source.model, position, style === 'page' ? 1 : 0),
    },
    response: { items: itemsAt(source), hasMore: responseAt(source, 'has-next-page') },
  });
}

function byCursor(source: Source): StrategyAnnotation | undefined {
  const cursor = requestPlace(source, 'cursor');
  const nextCursor = responseAt(source, 'next_cursor');
  if (cursor === undefined) return missing(source, 'cursor');
  if (nextCursor === undefined) return missing(source, 'next_cursor');
  return strategy(source.block.location, `cursor-${cursor.in}`, {
    request: { cursor: cursor.expression, start: firstCursor(cursor) },
    response: { items: itemsAt(source), nextCursor, hasMore: responseAt(source, 'has-next-page') },
  });
}

function byLink(source: Source, key: 'next_uri' | 'next_path'): StrategyAnnotation | undefined {
  const nextUrl = responseAt(source, key);
  if (nextUrl === undefined) return missing(source, key);
  const base = key === 'next_path' ? locate('server', nextUrl.location) : undefined;
  return strategy(source.block.location, 'next-url', {
    response: { items: itemsAt(source), nextUrl, linkBase: base, hasMore: responseAt(source, 'has-next-page') },
  });
}

function itemsAt(source: Source): Located<string> | undefined {
  const { block, model, report } = source;
  const tokens = pathOf(member(source, 'results'), 'response');
  const named = tokens && locate(formatPointer(tokens.value), tokens.location);
  return itemsOr(model, named, { key: KEY, location: block.location, report });
}

/** Looks up a key with `-` or `_`: Fern uses both, and documents mix them up. */
function member({ block }: Source, key: string): Located | undefined {
  return memberOf(block, key) ?? memberOf(block, key.replaceAll('-', '_')) ?? memberOf(block, key.replaceAll('_', '-'));
}

/** Finds a request path: `$request.a` is a parameter or a property of the body, `$request.a.b` is nested in the body. */
function requestPlace(source: Source, key: string): RequestPlace | undefined {
  const { model, report } = source;
  const node = member(source, key);
  const path = pathOf(node, 'request');
  const place =
    path && (parameterPlace(model, path.value.join('.'), path.location) ?? bodyPlace(model, path.value, path.location));
  if (place === undefined && node !== undefined && path !== undefined) {
    untranslated(report, `The operation has no input \`${path.value.join('.')}\`.`, node.location);
  }
  return place;
}

function responseAt(source: Source, key: string): Located<string> | undefined {
  const node = member(source, key);
  const path = pathOf(node, 'response');
  if (path !== undefined) return responsePlace(locate(formatPointer(path.value), path.location));
  if (node !== undefined)
    untranslated(source.report, `\`${key}\` must be a path such as $response.next.`, node.location);
  return undefined;
}

function pathOf(node: Located | undefined, where: 'request' | 'response'): Located<string[]> | undefined {
  const path = typeof node?.value === 'string' ? new RegExp(`^\\$${where}(\\..+)?$`, 's').exec(node.value) : null;
  if (path === null || node === undefined) return undefined;
  return locate(path[1] === undefined ? [] : path[1].slice(1).split('.'), node.location);
}

function missing({ block, report }: Source, key: string): undefined {
  return unpaginated(report, `\`${key}\` is missing or invalid.`, memberOf(block, key)?.location ?? block.location);
}

/** Fern: paths with dots into the request and the response. The body of the response must be an object. */
export const fernWriter: DialectWriter = { key: KEY, write };

function write(source: WriteSource): Written {
  const results = responsePath(source, 'items');
  if (results === undefined)
    return inexpressible('The items must be a member of the body, and names must have no dots.');
  const style = styleOf(source);
  const hasMore = responsePath(source, 'hasMore');
  const common = [
    ['response.items', results],
    ['response.hasMore', hasMore],
  ] as const;
  const ending = { results, 'has-next-page': hasMore };
  if (style === 'offset' || style === 'page') {
    const offset = requestPath(source, style);
    if (offset === undefined)
      return inexpressible('The position must be a parameter or a member of the body, without dots.');
    if (style === 'page') return make({ offset, ...ending }, [...common, ['request.page', offset]]);
    const step = requestPath(source, 'limit');
    if (step === undefined) return inexpressible('An offset needs a parameter for the page size.');
    return make({ offset, step, ...ending }, [...common, ['request.offset', offset], ['request.limit', step]]);
  }
  if (style.startsWith('cursor-')) {
    const cursor = requestPath(source, 'cursor');
    const next = responsePath(source, 'nextCursor');
    if (cursor === undefined || next === undefined)
      return inexpressible('The next cursor must be in the body of the response.');
    return make({ cursor, next_cursor: next, ...ending }, [
      ...common,
      ['request.cursor', cursor],
      ['response.nextCursor', next],
    ]);
  }
  const next = responsePath(source, 'nextUrl');
  if (next === undefined) return inexpressible('The link must be in the body of the response.');
  const isPath = fieldIn(source, 'response', 'linkBase')?.value === 'server';
  return make({ [isPath ? 'next_path' : 'next_uri']: next, ...ending }, [
    ...common,
    ['response.nextUrl', next],
    ['response.linkBase', isPath ? 'server' : undefined],
  ]);

  function make(
    members: Readonly<Record<string, JsonValue | undefined>>,
    said: Parameters<typeof onOperation>[3],
  ): Written {
    return onOperation(source, KEY, objectOf(members), said);
  }
}

function requestPath(source: WriteSource, key: string): string | undefined {
  const place = requestAt(source, key);
  if (place === undefined) return undefined;
  if (place.in !== 'body') return place.name.includes('.') ? undefined : `$request.${place.name}`;
  const names = dottedNames(place.pointer);
  // A parameter of the same name would be taken for the member of the body.
  const isParameter = source.model.operation.parameters.some(
    ({ name }) => name === parsePointer(place.pointer)?.join('.'),
  );
  return names === undefined || isParameter ? undefined : `$request.${names.join('.')}`;
}

function responsePath(source: WriteSource, key: string): string | undefined {
  const pointer = bodyAt(source, key);
  const names = pointer === undefined ? undefined : dottedNames(pointer);
  return names === undefined || names.length === 0 ? undefined : `$response.${names.join('.')}`;
}
