import type { Diagnostic, Report } from '../../shared/diagnostic.ts';
import { formatPointer, isJsonObject, type JsonObject } from '../../shared/json.ts';
import { type FormBody, formBody, isFormParameter, unknownFormats, withStyle } from './form-body.ts';

/** The encodings of forms, by operation. */
export type FormEncodings = { path: string; method: string; encoding: JsonObject }[];

/** A document that the upgrader accepts, and the parts that the upgrader would lose. */
export interface Prepared {
  readonly document: JsonObject;
  readonly encodings: FormEncodings;
}

type Fault = (
  tokens: readonly (string | number)[],
  what: string,
  expected: string,
  severity?: Diagnostic['severity'],
) => void;

const UNKNOWN_FORMAT = [
  '`collectionFormat`',
  'csv, ssv, tsv or pipes, or multi in queries and forms; pagegen reads it as csv',
  'warning',
] as const;

/**
 * Prepares a document for the upgrader, which would drop or reject some parts of it:
 *
 * - Fields of a form become one body.
 * - A reference to a body or a form field is replaced by its target.
 * - The media types of an operation win over those of the document (Swagger 2.0, Operation Object).
 * - A value that must be an object and is not one is reported and dropped.
 *
 * It copies the parts that it changes; the original document stays as it is.
 */
export function prepare(root: JsonObject, file: string, report: Report): Prepared {
  const fault: Fault = (tokens, what, expected, severity = 'error') =>
    report({
      code: 'wrong-type',
      severity,
      message: `${what} must be ${expected}.`,
      location: { file, pointer: formatPointer(tokens) },
    });
  const encodings: FormEncodings = [];
  const paths = isJsonObject(root.paths) ? root.paths : {};
  const document: Record<string, unknown> = { ...root, responses: prepareResponses(root, fault) };
  if (isJsonObject(root.parameters)) document.parameters = prepareParameters(root.parameters, fault);
  document.paths = mapObject(paths, (item, path) => {
    if (!isJsonObject(item)) {
      if (!path.startsWith('x-')) fault(['paths', path], `The path item \`${path}\``, 'an object');
      return undefined;
    }
    return preparePathItem(root, item, path, fault, encodings);
  });
  if (document.responses === undefined) delete document.responses;
  if (root.paths === undefined) delete document.paths;
  // Each operation and each shared response has these media types by now.
  delete document.produces;
  return { document, encodings };
}

function preparePathItem(
  root: JsonObject,
  item: JsonObject,
  path: string,
  fault: Fault,
  encodings: FormEncodings,
): JsonObject {
  const shared = readParameters(root, item, ['paths', path], fault);
  const result: Record<string, unknown> = {};
  if (item.parameters !== undefined) result.parameters = shared.filter((parameter) => !isBody(parameter));
  for (const [method, operation] of Object.entries(item)) {
    if (method === 'parameters') continue;
    if (method.startsWith('x-') || method === '$ref') result[method] = operation;
    else if (!isJsonObject(operation))
      fault(['paths', path, method], `The operation \`${method} ${path}\``, 'an object');
    else {
      const { upgradable, form } = prepareOperation(root, operation, shared, ['paths', path, method], fault);
      result[method] = upgradable;
      if (form !== undefined) encodings.push({ path, method, encoding: form.encoding });
    }
  }
  return result;
}

function prepareOperation(
  root: JsonObject,
  operation: JsonObject,
  shared: readonly JsonObject[],
  tokens: readonly string[],
  fault: Fault,
): { upgradable: JsonObject; form: FormBody | undefined } {
  const own = readParameters(root, operation, tokens, fault);
  // A body or form of the path item applies to every operation without one of its own.
  const inherited = own.some(isBody) ? [] : shared.filter(isBody);
  const all = [...inherited, ...own];
  const consumes = mediaTypes(operation.consumes) ?? mediaTypes(root.consumes);
  const form = all.some(isFormParameter) ? formBody(all.filter(isFormParameter), consumes) : undefined;
  const upgradable: Record<string, unknown> = {
    ...operation,
    produces: mediaTypes(operation.produces) ?? mediaTypes(root.produces) ?? ['application/json'],
    responses: isJsonObject(operation.responses)
      ? objectsOf(operation.responses, [...tokens, 'responses'], fault)
      : operation.responses,
  };
  if (all.length > 0 || operation.parameters !== undefined) {
    const plain = all.filter((parameter) => !isFormParameter(parameter));
    upgradable.parameters = form === undefined ? plain : [...plain, form.parameter];
  }
  if (form !== undefined) upgradable.consumes = form.mediaTypes;
  if (upgradable.responses === undefined) delete upgradable.responses;
  return { upgradable, form };
}

/** Reads the parameters of a path item or an operation, and replaces references to a body or form field. */
function readParameters(root: JsonObject, owner: JsonObject, tokens: readonly string[], fault: Fault): JsonObject[] {
  if (owner.parameters === undefined) return [];
  if (!Array.isArray(owner.parameters)) {
    fault([...tokens, 'parameters'], '`parameters`', 'an array');
    return [];
  }
  return owner.parameters.flatMap((parameter: unknown, index) => {
    const place = [...tokens, 'parameters', index];
    if (!isJsonObject(parameter)) {
      fault(place, 'A parameter', 'an object');
      return [];
    }
    const target = findParameter(root, parameter);
    if (target !== undefined && isBody(target)) return [target];
    for (const inside of unknownFormats(parameter)) fault([...place, ...inside], ...UNKNOWN_FORMAT);
    if (typeof parameter.$ref === 'string' || typeof parameter.in === 'string') return [withStyle(parameter)];
    fault(place, 'A parameter', 'an object with `in`: path, query, header, formData or body');
    return [];
  });
}

function findParameter(root: JsonObject, { $ref }: JsonObject): JsonObject | undefined {
  const name = typeof $ref === 'string' ? /^#\/parameters\/([^/]+)$/.exec($ref)?.[1] : undefined;
  if (name === undefined || !isJsonObject(root.parameters)) return undefined;
  const key = decode(name).replaceAll('~1', '/').replaceAll('~0', '~');
  const target = Object.hasOwn(root.parameters, key) ? root.parameters[key] : undefined;
  return isJsonObject(target) ? target : undefined;
}

/** Prepares the shared parameters. */
function prepareParameters(shared: JsonObject, fault: Fault): JsonObject {
  return mapObject(objectsOf(shared, ['parameters'], fault), (parameter, name) => {
    if (!isJsonObject(parameter)) return undefined;
    for (const inside of unknownFormats(parameter)) fault(['parameters', name, ...inside], ...UNKNOWN_FORMAT);
    return withStyle(parameter);
  });
}

/** Prepares the shared responses, which have the media types of the document. */
function prepareResponses(root: JsonObject, fault: Fault): JsonObject | undefined {
  if (!isJsonObject(root.responses)) return undefined;
  const types = mediaTypes(root.produces) ?? ['application/json'];
  return mapObject(objectsOf(root.responses, ['responses'], fault), (response) => {
    const { schema, ...others } = response as JsonObject;
    if (schema === undefined) return others;
    return { ...others, content: Object.fromEntries(types.map((type) => [type, { schema }])) };
  });
}

/** Returns the members that are objects. Reports other members, except for extensions. */
function objectsOf(map: JsonObject, tokens: readonly string[], fault: Fault): JsonObject {
  return mapObject(map, (value, key) => {
    if (isJsonObject(value)) return value;
    if (!key.startsWith('x-')) fault([...tokens, key], `\`${key}\``, 'an object');
    return undefined;
  });
}

function mapObject(map: JsonObject, change: (value: unknown, key: string) => unknown): JsonObject {
  const entries = Object.entries(map).map(([key, value]) => [key, change(value, key)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function mediaTypes(value: unknown): string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const types = value.filter((type) => typeof type === 'string');
  return types.length === 0 ? undefined : types;
}

function isBody(parameter: JsonObject): boolean {
  return parameter.in === 'body' || isFormParameter(parameter);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
