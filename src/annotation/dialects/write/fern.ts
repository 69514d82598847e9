import { type JsonValue, parsePointer } from '../../../shared/json.ts';
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
} from './written.ts';

const KEY = 'x-fern-pagination';

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
