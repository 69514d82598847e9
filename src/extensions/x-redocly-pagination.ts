import { redoclyExtension } from './dialect/redocly.ts';

/** Redocly's, as it was spelt at first. */
export const xRedoclyPaginationOld = redoclyExtension('x-redocly-pagination');
