import type { ResponseArray, ResponsePlace } from './response-places.ts';
import { hasAny, wordSet } from './words.ts';

const ABOUT = wordSet(
  'page pages paging pagination paginate paginator pager cursor cursors meta metadata info summary link links next navigation total hits',
);

/**
 * Whether a field is about the page: it stands at the top, around the list, or in an object that is called so. A
 * `limit` deep inside an account, beside the list, is somebody's credit.
 */
export function isNearby({ parent, parentWords }: ResponsePlace, items: ResponseArray): boolean {
  return parent === '' || items.pointer.startsWith(`${parent}/`) || hasAny(parentWords, ABOUT);
}
