import { own, queryPairs, setQuery } from '../parameters/parameter.js';
import type { CallContext } from './pager.js';

/** Sets query parameters again on a followed URL that lacks them. */
export type CarryQuery = (context: CallContext, url: URL) => void;

/**
 * Sets the caller's values of query parameters again. A value of the URL stays: servers move some parameters from page to
 * page.
 *
 * @param keys the keys of the parameters
 */
export function carryQuery(keys: readonly string[]): CarryQuery {
  return ({ operation, params }, url) => {
    for (const key of keys) {
      const parameter = operation.parameters?.find((one) => (one.key ?? one.name) === key);
      if (parameter === undefined) continue;
      const pairs = queryPairs(parameter, own(params, key));
      // An object parameter is sent under other names than its own.
      const isMissing = pairs.every((pair) => !url.searchParams.has(decodeURIComponent(pair.split('=', 1)[0] ?? '')));
      if (isMissing && pairs.length > 0) setQuery(url, parameter.name, pairs);
    }
  };
}
