import type { StyleName } from '../ir/pagination.ts';
import { verifyCursor } from './cursor-position.ts';
import { defineStyle, type Style } from './style.ts';

/** The three cursor styles: they differ in where a bare name is looked for, and in nothing else. */
function cursorStyle(name: StyleName, bareName: Style['bareName']): Style {
  return defineStyle({
    name,
    position: 'cursor',
    bareName,
    request: ['cursor', 'start'],
    response: ['nextCursor', 'itemCursor', 'end'],
    limits: ['cursorTtl'],
    needs: { request: ['cursor'] },
    exactlyOne: ['nextCursor', 'itemCursor'],
    verify: verifyCursor,
  });
}

/** A token in a query parameter. */
export const cursorQuery: Style = cursorStyle('cursor-query', () => 'query');

/** A token in the JSON request body. */
export const cursorBody: Style = cursorStyle('cursor-body', () => 'body');

/** A token in a request header; other fields are still query parameters. */
export const cursorHeader: Style = cursorStyle('cursor-header', (field) => (field === 'cursor' ? 'header' : 'query'));
