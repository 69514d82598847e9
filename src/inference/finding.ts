import type { JsonPointer } from '../ir/json-pointer.ts';
import type { Operation } from '../ir/operation.ts';
import type { StyleName } from '../ir/pagination.ts';
import type { RequestPlace } from './request-places.ts';
import type { ResponseArray, ResponsePlace } from './response-places.ts';

/** Something that speaks for pagination; `weight` from 0 to 1 is how much it says alone. */
export interface Evidence {
  readonly weight: number;
  readonly reason: string;
}

/** Something that speaks against it; what is believed is multiplied by `factor`. */
export interface Doubt {
  readonly factor: number;
  readonly reason: string;
}

/** One way in which an operation seems to page. */
export interface Finding {
  readonly operation: Operation;
  readonly style: StyleName;
  readonly position?: RequestPlace;
  readonly limit?: RequestPlace;
  readonly items: ResponseArray;
  readonly next?:
    | { readonly kind: 'nextCursor' | 'nextUrl'; readonly place: ResponsePlace }
    | { readonly kind: 'nextHeader'; readonly name: string }
    | { readonly kind: 'itemCursor'; readonly pointer: JsonPointer };
  readonly hasMore?: ResponsePlace;
  readonly total?: ResponsePlace;
  readonly totalPages?: ResponsePlace;
  readonly pageSize?: ResponsePlace;
  readonly evidence: readonly Evidence[];
  readonly doubts: readonly Doubt[];
}
