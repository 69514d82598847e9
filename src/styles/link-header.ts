import { defineStyle } from './style.ts';

/** The `Link` response header (RFC 8288) holds the URL of the next page. */
export const linkHeader = defineStyle({
  name: 'link-header',
  request: ['carry'],
  response: ['rel', 'nextMethod'],
  limits: ['cursorTtl'],
});
