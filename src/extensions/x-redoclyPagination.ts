import { redoclyExtension } from './dialect/redocly.ts';

/** Redocly's, as it is spelt now. */
export const xRedoclyPagination = redoclyExtension('x-redoclyPagination');
