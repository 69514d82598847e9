import type { Location } from '../ir/location.ts';
import type { Parameter } from '../ir/operation.ts';
import type { Context } from './context.ts';

/**
 * A path that wrongly holds a query (`/search?q={q}`), less the parts that query parameters of the operation say too:
 * they would be sent twice. Fixed parts (`?action=list`) stay, and so does a fragment, which never is sent.
 */
export function withoutDeclaredQuery(
  ctx: Context,
  path: string,
  parameters: readonly Parameter[],
  location: Location,
): string {
  const [, base = path, query, fragment = ''] = /^([^?#]*)\?([^#]*)(#.*)?$/s.exec(path) ?? [];
  if (query === undefined) return path;
  const names = new Set(parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name));
  const pairs = query.split('&');
  const kept = pairs.filter((pair) => {
    const [, value] = /^[^=]*=?\{([^{}]*)\}$/.exec(pair) ?? [];
    return value === undefined || !names.has(value);
  });
  if (kept.length === pairs.length) return path;
  ctx.report({
    code: 'query-in-path',
    severity: 'warning',
    message: `The path \`${path}\` holds a query; its parameters are sent as the query parameters of the same names.`,
    hint: 'Take the query out of the path.',
    location,
  });
  return base + (kept.length > 0 ? `?${kept.join('&')}` : '') + fragment;
}
