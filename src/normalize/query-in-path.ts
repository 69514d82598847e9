import type { Location } from '../ir/location.ts';
import type { Parameter } from '../ir/operation.ts';
import type { Context } from './context.ts';

/**
 * A path that wrongly holds a query (`/search?q={q}`), less the parts of the query that vary: they are sent as the query
 * parameters that the operation declares, and those that it does not declare are added. Fixed parts (`?action=list`)
 * stay, and so does a fragment, which never is sent.
 */
export function withoutQuery(
  ctx: Context,
  path: string,
  parameters: readonly Parameter[],
  location: Location,
): { readonly path: string; readonly parameters: readonly Parameter[] } {
  const [, base = path, query = '', fragment = ''] = /^([^?#]*)\?([^#]*)(#.*)?$/s.exec(path) ?? [];
  const pairs = query === '' ? [] : query.split('&');
  const variable = pairs.filter((pair) => nameOf(pair) !== undefined);
  if (variable.length === 0) return { path, parameters };
  ctx.report({
    code: 'query-in-path',
    severity: 'warning',
    message: `The path \`${path}\` holds a query; what varies in it is sent as query parameters.`,
    hint: 'Declare query parameters under `parameters` alone.',
    location,
  });
  const declared = new Set(parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name));
  const added = variable.flatMap((pair) => {
    const [key = '', name = ''] = nameOf(pair) ?? [];
    return declared.has(key) || declared.has(name) ? [] : [queryParameter(key || name, location)];
  });
  const fixed = pairs.filter((pair) => !variable.includes(pair));
  return {
    path: base + (fixed.length > 0 ? `?${fixed.join('&')}` : '') + fragment,
    parameters: [...parameters, ...added],
  };
}

/** Key and variable of `key={variable}`; the key is empty in a bare `{variable}`. */
function nameOf(pair: string): readonly [key: string, name: string] | undefined {
  const [, key = '', name] = /^([^={}]*)=?\{([^{}]*)\}$/.exec(pair) ?? [];
  return name === undefined ? undefined : [key, name];
}

function queryParameter(name: string, location: Location): Parameter {
  return {
    name,
    in: 'query',
    required: true,
    deprecated: false,
    schema: { kind: 'string', location },
    style: 'form',
    explode: true,
    allowReserved: false,
    location,
  };
}
