import type { StyleName } from '../ir/pagination.ts';
import { cursorBody, cursorHeader, cursorQuery } from './cursor.ts';
import { linkHeader } from './link-header.ts';
import { nextUrl } from './next-url.ts';
import { offset } from './offset.ts';
import { page } from './page.ts';
import type { Style } from './style.ts';

/** Every style, by name. */
export const styles: ReadonlyMap<string, Style> = new Map<StyleName, Style>(
  [offset, page, cursorQuery, cursorBody, cursorHeader, nextUrl, linkHeader].map((style) => [style.name, style]),
);
