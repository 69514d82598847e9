import type { JsonValue } from '../../../shared/json.ts';
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
} from './written.ts';

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
