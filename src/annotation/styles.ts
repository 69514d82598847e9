import type { StyleName } from '../model/strategy.ts';
import { defineStyle, type Style } from './style.ts';
import { verifyCountedPosition, verifyCursor } from './verify/positions.ts';

/** Declares one of the three cursor styles, which differ only in the place to which a bare name refers. */
function cursorStyle(name: StyleName, bareName: Style['bareName']): Style {
  return defineStyle({
    name,
    position: 'cursor',
    bareName,
    needs: { request: ['cursor'] },
    exactlyOne: ['nextCursor', 'itemCursor'],
    verify: verifyCursor,
  });
}

/** A token in a query parameter. */
const cursorQuery: Style = cursorStyle('cursor-query', () => 'query');

/** A token in the JSON request body. */
const cursorBody: Style = cursorStyle('cursor-body', () => 'body');

/** A token in a request header; other fields are still query parameters. */
const cursorHeader: Style = cursorStyle('cursor-header', (field) => (field === 'cursor' ? 'header' : 'query'));

/** The `Link` response header (RFC 8288) holds the URL of the next page. */
const linkHeader = defineStyle({
  name: 'link-header',
});

/** The response holds the URL of the next page. */
const nextUrl = defineStyle({
  name: 'next-url',
  needs: { response: ['nextUrl'] },
});

/** The position is the number of items to skip; it grows by the number of items received. */
const offset = defineStyle({
  name: 'offset',
  position: 'offset',
  start: 0,
  needs: { request: ['offset'] },
  verify: (strategy, check) => verifyCountedPosition(strategy, 'offset', 0, check),
});

/** The position is the number of the page. */
const page = defineStyle({
  name: 'page',
  position: 'page',
  start: 1,
  needs: { request: ['page'] },
  verify: (strategy, check) => verifyCountedPosition(strategy, 'page', 1, check),
});

/** Every style, by name. */
export const styles: ReadonlyMap<string, Style> = new Map<StyleName, Style>(
  [offset, page, cursorQuery, cursorBody, cursorHeader, nextUrl, linkHeader].map((style) => [style.name, style]),
);

/** Returns the part of the request to which a bare name under `request` refers. */
export function bareNamePlace(style: string, field: string): ReturnType<Style['bareName']> {
  return styles.get(style)?.bareName(field) ?? 'query';
}
