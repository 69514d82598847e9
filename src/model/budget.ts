import type { Location } from '../shared/json.ts';
import { countOf, formatNumber } from '../shared/words.ts';

/** A rate limit that operations share: at most `requests` requests in any `per` seconds. */
export interface Budget {
  readonly name: string;
  readonly requests: number;
  /** In seconds. */
  readonly per: number;
  readonly location: Location;
}

/** Describes a budget: `60 requests in any 60 seconds`. */
export function formatBudget({ requests, per }: Pick<Budget, 'requests' | 'per'>): string {
  return `${countOf(requests, 'request')} in any ${per === 1 ? 'second' : `${formatNumber(per)} seconds`}`;
}
