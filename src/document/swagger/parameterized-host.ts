import { isJsonObject, type JsonObject } from '../../shared/json.ts';

const KEY = 'x-ms-parameterized-host';

/**
 * Returns the servers that AutoRest's `x-ms-parameterized-host` describes, with a variable per placeholder of the host.
 * It takes precedence over `host`. Returns undefined if the document has none.
 */
export function parameterizedServers(root: JsonObject): JsonObject[] | undefined {
  const host = root[KEY];
  if (!isJsonObject(host) || typeof host.hostTemplate !== 'string') return undefined;
  const { hostTemplate } = host;
  const base = typeof root.basePath === 'string' ? root.basePath.replace(/\/$/, '') : '';
  const names = [...new Set([...hostTemplate.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name))];
  const variables = Object.fromEntries(names.map((name) => [name, variableOf(name, findParameter(root, host, name))]));
  const prefixes = host.useSchemePrefix === false ? [''] : schemesOf(root).map((scheme) => `${scheme}://`);
  return prefixes.map((prefix) => ({
    url: `${prefix}${hostTemplate}${base}`,
    ...(names.length > 0 && { variables }),
  }));
}

function schemesOf({ schemes }: JsonObject): readonly unknown[] {
  return Array.isArray(schemes) && schemes.length > 0 ? schemes : ['http'];
}

/**
 * Returns a Server Variable Object. OpenAPI 3 requires a default, and many hosts have none: an account's name, say. The
 * placeholder itself is the default, so that a client without the value fails and names it.
 */
function variableOf(name: string, parameter: JsonObject | undefined): JsonObject {
  const { default: fallback, enum: values, description } = parameter ?? {};
  const first: unknown = fallback ?? (Array.isArray(values) ? values[0] : undefined);
  return {
    default: first === undefined ? `{${name}}` : String(first),
    ...(Array.isArray(values) && { enum: values.map(String) }),
    ...(typeof description === 'string' && { description }),
  };
}

function findParameter(root: JsonObject, { parameters }: JsonObject, name: string): JsonObject | undefined {
  const all = Array.isArray(parameters) ? parameters.map((parameter: unknown) => targetOf(root, parameter)) : [];
  return all.find((parameter) => parameter?.name === name);
}

function targetOf(root: JsonObject, parameter: unknown): JsonObject | undefined {
  if (!isJsonObject(parameter)) return undefined;
  const shared = /^#\/parameters\/(.+)$/.exec(String(parameter.$ref))?.[1];
  if (shared === undefined) return parameter;
  const target = isJsonObject(root.parameters) ? root.parameters[shared] : undefined;
  return isJsonObject(target) ? target : undefined;
}
