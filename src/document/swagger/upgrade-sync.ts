import { upgradeFromTwoToThree } from '@scalar/openapi-upgrader/2.0-to-3.0';
import type { Report } from '../../shared/diagnostic.ts';
import { formatPointer, isJsonObject, type JsonObject } from '../../shared/json.ts';
import type { SourceDocument } from '../parse/source-document.ts';
import { originOf, targetOf } from './origins.ts';
import { type FormEncodings, prepare } from './prepare.ts';

/**
 * Upgrades a Swagger 2.0 document to OpenAPI 3.0. Its text stays the author's, and so do all lines and columns.
 * References may keep the form `#/definitions/…`.
 *
 * @returns undefined if the upgrader cannot read the document; that is reported
 */
export function upgradeSwaggerSync(source: SourceDocument, report: Report): SourceDocument | undefined {
  const written = source.data as JsonObject;
  const upgrade = (root: JsonObject, onFault: Report): JsonObject => {
    const { document, encodings } = prepare(root, source.file, onFault);
    const upgraded: unknown = upgradeFromTwoToThree({ ...document, swagger: '2.0' });
    addEncodings(upgraded, encodings);
    const servers = parameterizedServers(root, source.file, onFault);
    return withSharedStrategies({ ...(upgraded as JsonObject), ...(servers !== undefined && { servers }) });
  };
  if (written.swagger !== undefined && written.swagger !== '2.0') {
    // Without quotes, `2.0` is the number 2.
    const found = typeof written.swagger === 'number' ? 'a number without quotes' : `"${String(written.swagger)}"`;
    report({
      code: 'wrong-type',
      severity: 'warning',
      message: `\`swagger\` must be the string "2.0"; this is ${found}. pagegen reads the document as Swagger 2.0.`,
      hint: 'Write `swagger: "2.0"`.',
      location: { file: source.file, pointer: '/swagger' },
    });
  }
  let data: JsonObject;
  try {
    data = upgrade(written, report);
    const more = written[MORE_PATHS];
    if (isJsonObject(more)) data = { ...data, [MORE_PATHS]: upgradeMorePaths(written, more, upgrade, report) };
  } catch (error) {
    report({
      code: 'invalid-document',
      severity: 'error',
      message: `The document is not well-formed Swagger 2.0 and cannot be read as OpenAPI 3: ${(error as Error).message}.`,
      location: { file: source.file, pointer: '/swagger' },
    });
    return undefined;
  }
  const origin = (pointer: string): string => originOf(written, pointer);
  return {
    ...source,
    data,
    range: (pointer, part) => source.range(origin(pointer), part),
    upgraded: { written, origin, target: (tokens) => targetOf(written, tokens) },
  };
}

/**
 * Moves shared strategies and budgets into the components. A Swagger document has no components and declares them at its
 * root.
 */
function withSharedStrategies(document: JsonObject): JsonObject {
  const { 'x-pagination': shared, 'x-pagination-budgets': budgets, ...rest } = document;
  if (shared === undefined && budgets === undefined) return document;
  const moved = {
    ...(shared !== undefined && { 'x-pagination': shared }),
    ...(budgets !== undefined && { 'x-pagination-budgets': budgets }),
  };
  return { ...rest, components: { ...(rest.components as object), ...moved } };
}

/** Paths that differ only in their query (AutoRest). The upgrader does not know them. */
const MORE_PATHS = 'x-ms-paths';

/** Upgrades the additional paths as the `paths` of the same document. Faults in the rest of it were reported before. */
function upgradeMorePaths(
  root: JsonObject,
  paths: JsonObject,
  upgrade: (root: JsonObject, onFault: Report) => JsonObject,
  report: Report,
): JsonObject[string] {
  const moved: Report = (diagnostic) => {
    const { file, pointer } = diagnostic.location;
    if (!pointer.startsWith('/paths/')) return;
    report({ ...diagnostic, location: { file, pointer: `/${MORE_PATHS}${pointer.slice('/paths'.length)}` } });
  };
  return upgrade({ ...root, paths }, moved).paths;
}

/** Adds the encodings of forms, which the upgrader does not support. */
function addEncodings(document: unknown, encodings: FormEncodings): void {
  for (const { path, method, encoding } of encodings) {
    if (Object.keys(encoding).length === 0) continue;
    const content = ['paths', path, method, 'requestBody', 'content'].reduce<unknown>(
      (value, token) => (isJsonObject(value) ? value[token] : undefined),
      document,
    );
    if (!isJsonObject(content)) continue;
    for (const mediaType of Object.values(content)) if (isJsonObject(mediaType)) Object.assign(mediaType, { encoding });
  }
}

const KEY = 'x-ms-parameterized-host';

/**
 * Returns the servers that AutoRest's `x-ms-parameterized-host` describes, with a variable per placeholder of the host.
 * It takes precedence over `host`. Returns undefined if the document has none.
 */
function parameterizedServers(root: JsonObject, file: string, report: Report): JsonObject[] | undefined {
  const host = root[KEY];
  if (host === undefined) return undefined;
  const wrongType = (what: string, expected: string, ...field: string[]): undefined => {
    const location = { file, pointer: formatPointer([KEY, ...field]) };
    report({ code: 'wrong-type', severity: 'warning', message: `${what} must be ${expected}.`, location });
  };
  if (!isJsonObject(host)) return wrongType(`\`${KEY}\``, 'an object');
  const { hostTemplate, useSchemePrefix } = host;
  if (typeof hostTemplate !== 'string')
    return wrongType('`hostTemplate`', 'a string', ...(hostTemplate === undefined ? [] : ['hostTemplate']));
  if (useSchemePrefix !== undefined && typeof useSchemePrefix !== 'boolean')
    wrongType('`useSchemePrefix`', 'true or false', 'useSchemePrefix');
  const base = typeof root.basePath === 'string' ? root.basePath.replace(/\/$/, '') : '';
  const names = [...new Set([...hostTemplate.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name))];
  const variables = Object.fromEntries(names.map((name) => [name, variableOf(name, findParameter(root, host, name))]));
  const isWhole = useSchemePrefix === false || /^[a-z][a-z0-9+.-]*:\/\//i.test(hostTemplate);
  const prefixes = isWhole ? [''] : schemesOf(root).map((scheme) => `${scheme}://`);
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
  const all = Array.isArray(parameters) ? parameters.map((parameter: unknown) => sharedParameter(root, parameter)) : [];
  return all.find((parameter) => parameter?.name === name);
}

function sharedParameter(root: JsonObject, parameter: unknown): JsonObject | undefined {
  if (!isJsonObject(parameter)) return undefined;
  const shared = /^#\/parameters\/(.+)$/.exec(String(parameter.$ref))?.[1];
  if (shared === undefined) return parameter;
  const target = isJsonObject(root.parameters) ? root.parameters[shared] : undefined;
  return isJsonObject(target) ? target : undefined;
}
