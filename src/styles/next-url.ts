import { defineStyle } from './style.ts';

/** The response holds the URL of the next page. */
export const nextUrl = defineStyle({
  name: 'next-url',
  request: ['carry', 'operation'],
  response: ['nextUrl', 'linkBase', 'end', 'nextMethod'],
  limits: ['cursorTtl'],
  needs: { response: ['nextUrl'] },
});
