import { pageResponseOf } from '../../../model/page-bodies.ts';
import { schemaAt } from '../../../model/schema-at.ts';
import type { Location } from '../../../shared/json.ts';
import {
  bodyAt,
  type DialectWriter,
  inexpressible,
  type Member,
  queryAt,
  styleOf,
  type WriteSource,
  type Written,
} from './written.ts';

const KEY = 'x-ms-list';

/** Microsoft's markers on query parameters and on properties of the response. */
export const listWriter: DialectWriter = { key: KEY, write };

const POSITIONS: Readonly<Record<string, readonly [key: string, marker: string]>> = {
  offset: ['offset', 'offset'],
  page: ['page', 'page-index'],
  'cursor-query': ['cursor', 'continuation-token'],
};

function write(source: WriteSource): Written {
  const style = styleOf(source);
  const members: Member[] = [{ at: source.model.operation.location, key: KEY, value: true }];
  const said: string[] = [];
  const mark = (at: Location | undefined, marker: string, field: string): boolean => {
    if (at !== undefined) {
      members.push({ at, key: `${KEY}-${marker}`, value: true });
      said.push(field);
    }
    return at !== undefined;
  };
  if (!mark(propertyAt(source, 'items'), 'page-items', 'response.items')) {
    return inexpressible('The items must be a property of the response.');
  }
  mark(parameterAt(source, 'limit'), 'page-size', 'request.limit');
  const position = POSITIONS[style];
  if (position !== undefined) {
    const [key, marker] = position;
    if (!mark(parameterAt(source, key), marker, `request.${key}`))
      return inexpressible('The position must be a query parameter.');
    if (style !== 'cursor-query' || mark(propertyAt(source, 'nextCursor'), marker, 'response.nextCursor')) {
      return { kind: 'written', members, said };
    }
    return inexpressible('The next cursor must be a property of the response.');
  }
  if (style === 'next-url' && mark(propertyAt(source, 'nextUrl'), 'next-link', 'response.nextUrl')) {
    return { kind: 'written', members, said };
  }
  return inexpressible('The position must be a query parameter, or a link that is a property of the response.');
}

function parameterAt(source: WriteSource, key: string): Location | undefined {
  const name = queryAt(source, key);
  return source.model.operation.parameters.find((each) => each.in === 'query' && each.name === name)?.location;
}

function propertyAt(source: WriteSource, key: string): Location | undefined {
  const pointer = bodyAt(source, key);
  const page = pageResponseOf(source.model.operation);
  if (pointer === undefined || pointer === '' || page === undefined) return undefined;
  const lookup = schemaAt(page.body, pointer, source.model.schemas);
  return lookup.found ? lookup.schema.location : undefined;
}
