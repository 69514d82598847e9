import type { Schemas } from '../model/schema-kinds.ts';
import type { Limits, Strategy, StyleName } from '../model/strategy.ts';
import type { Diagnostic } from '../shared/diagnostic.ts';
import type { Location } from '../shared/json.ts';

export type RequestKey = keyof Strategy['request'];
export type ResponseKey = keyof Strategy['response'];
export type LimitKey = keyof Limits;

/** What a style's own verification works with. */
export interface StyleCheck {
  readonly schemas: Schemas;
  /** Where a field of the annotation stands; of the group or the strategy, where it was left out. */
  readonly at: (group: 'request' | 'response', field: string) => Location;
  readonly error: (code: StyleCode, message: string, location: Location, more?: StyleErrorDetails) => void;
}

export type StyleCode =
  | 'pagination-start'
  | 'pagination-required-cursor'
  | 'pagination-cursor-type'
  | 'pagination-cursor-not-scalar';

export type StyleErrorDetails = Pick<Diagnostic, 'hint' | 'fix' | 'related'>;

/** One way of paging: the fields that it takes, those that it needs, and what they have to fulfil. */
export interface Style {
  readonly name: StyleName;
  /** The request field that says where a page begins; absent where the response gives a whole URL. */
  readonly position?: 'offset' | 'page' | 'cursor';
  /** The position of the first page, where it is a number that is always the same. */
  readonly start?: number;
  /** Where a bare name under `request` is looked for. */
  readonly bareName: (field: string) => 'query' | 'header' | 'body';
  readonly request: readonly RequestKey[];
  readonly response: readonly ResponseKey[];
  readonly limits: readonly LimitKey[];
  readonly deep: boolean;
  readonly needs: { readonly request: readonly RequestKey[]; readonly response: readonly ResponseKey[] };
  /** Exactly one of these has to be there; empty: no such choice. */
  readonly exactlyOne: readonly ResponseKey[];
  /** Checks a strategy of this style whose fields are all bound. */
  readonly verify: (strategy: Strategy, check: StyleCheck) => void;
}

/** What a style states; what every style takes is added to it. */
export interface StyleDefinition extends Partial<Omit<Style, 'name' | 'needs'>> {
  readonly name: StyleName;
  readonly needs?: { readonly request?: readonly RequestKey[]; readonly response?: readonly ResponseKey[] };
}

const REQUEST: readonly RequestKey[] = ['limit', 'firstPageOnly'];
const RESPONSE: readonly ResponseKey[] = ['items', 'hasMore', 'total', 'totalPages', 'limit', 'pastEnd', 'repeat'];
const LIMITS: readonly LimitKey[] = ['minLimit', 'maxLimit', 'defaultLimit', 'maxResults'];

/** Declares a style. `limit`, `firstPageOnly`, `items`, `hasMore`, totals and the page-size limits go without saying. */
export function defineStyle(definition: StyleDefinition): Style {
  const { needs } = definition;
  return {
    bareName: () => 'query',
    exactlyOne: [],
    deep: false,
    verify: () => {},
    ...definition,
    request: [...(definition.request ?? []), ...REQUEST],
    response: [...RESPONSE, ...(definition.response ?? [])],
    limits: [...LIMITS, ...(definition.limits ?? [])],
    needs: { request: needs?.request ?? [], response: ['items', ...(needs?.response ?? [])] },
  };
}
