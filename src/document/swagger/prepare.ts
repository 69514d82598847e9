import type { Report } from '../../shared/diagnostic.ts';
import { formatPointer, isJsonObject, type JsonObject } from '../../shared/json.ts';

/** The fields of a form as one body. */
export interface FormBody {
  readonly parameter: JsonObject;
  readonly mediaTypes: readonly string[];
  /** How arrays go out where the media type is `application/x-www-form-urlencoded` (Encoding Object). */
  readonly encoding: JsonObject;
}

const URL_ENCODED = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data';

/** What a parameter says beside its schema. */
const NO_SCHEMA = new Set(['name', 'in', 'required', 'collectionFormat', 'allowEmptyValue']);

/** Styles of an array in a form, by `collectionFormat` (Swagger 2.0, Parameter Object); `csv` is the default. */
const ENCODINGS: Readonly<Record<string, JsonObject>> = {
  csv: { style: 'form', explode: false },
  ssv: { style: 'spaceDelimited', explode: false },
  pipes: { style: 'pipeDelimited', explode: false },
  multi: { style: 'form', explode: true },
};

export function isFormParameter(parameter: JsonObject): boolean {
  return parameter.in === 'formData';
}

/** The body of an operation whose form has these fields. Files travel as multipart only. */
function formBody(fields: readonly JsonObject[], consumes: readonly string[] | undefined): FormBody {
  const wanted = (consumes ?? []).filter((type) => type === URL_ENCODED || type === MULTIPART);
  const fallback = fields.some(({ type }) => type === 'file') ? MULTIPART : URL_ENCODED;
  const required = fields.filter((field) => field.required === true).map(({ name }) => name);
  const schema = {
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [String(field.name), schemaOf(field)])),
    ...(required.length > 0 && { required }),
  };
  const arrays = fields.filter(({ type }) => type === 'array');
  return {
    parameter: { in: 'body', name: 'body', ...(required.length > 0 && { required: true }), schema },
    mediaTypes: wanted.length > 0 ? wanted : [fallback],
    encoding: Object.fromEntries(
      arrays.map(({ name, collectionFormat }) => [
        String(name),
        ENCODINGS[String(collectionFormat ?? 'csv')] ?? ENCODINGS.csv,
      ]),
    ),
  };
}

function schemaOf(field: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(field).filter(([key]) => !NO_SCHEMA.has(key)));
}

/** How the fields of a form go out, for the media type that can say so. */
export type FormEncodings = { path: string; method: string; encoding: JsonObject }[];

/** A document that the upgrader can take, and what it cannot carry over. */
export interface Prepared {
  readonly document: JsonObject;
  readonly encodings: FormEncodings;
}

type Fault = (tokens: readonly (string | number)[], what: string, expected: string) => void;

/**
 * Makes ready for the upgrader what it drops or stumbles over: fields of forms become one body, parameters that are
 * references to a body or a form field are put in the place of the reference, the media types of an operation win over
 * the document's (Swagger 2.0, Operation Object), and what is no object where one has to be is reported and left out.
 * Copies what it changes; the document stays as it was written.
 */
export function prepare(root: JsonObject, file: string, report: Report): Prepared {
  const fault: Fault = (tokens, what, expected) =>
    report({
      code: 'wrong-type',
      severity: 'error',
      message: `${what} must be ${expected}.`,
      location: { file, pointer: formatPointer(tokens) },
    });
  const encodings: FormEncodings = [];
  const paths = isJsonObject(root.paths) ? root.paths : {};
  const document: Record<string, unknown> = { ...root, responses: sharedResponses(root, fault) };
  if (isJsonObject(root.parameters)) document.parameters = objectsOf(root.parameters, ['parameters'], fault);
  document.paths = mapObject(paths, (item, path) => {
    if (!isJsonObject(item)) {
      if (!path.startsWith('x-')) fault(['paths', path], `The path item \`${path}\``, 'an object');
      return undefined;
    }
    return pathItem(root, item, path, fault, encodings);
  });
  if (document.responses === undefined) delete document.responses;
  if (root.paths === undefined) delete document.paths;
  // What the document says of all operations has been given to each of them, or to the shared responses.
  delete document.produces;
  return { document, encodings };
}

function pathItem(
  root: JsonObject,
  item: JsonObject,
  path: string,
  fault: Fault,
  encodings: FormEncodings,
): JsonObject {
  const shared = parameters(root, item, ['paths', path], fault);
  const result: Record<string, unknown> = {};
  if (item.parameters !== undefined) result.parameters = shared.filter((parameter) => !isBody(parameter));
  for (const [method, operation] of Object.entries(item)) {
    if (method === 'parameters') continue;
    if (method.startsWith('x-') || method === '$ref') result[method] = operation;
    else if (!isJsonObject(operation))
      fault(['paths', path, method], `The operation \`${method} ${path}\``, 'an object');
    else {
      const { upgradable, form } = operationOf(root, operation, shared, ['paths', path, method], fault);
      result[method] = upgradable;
      if (form !== undefined) encodings.push({ path, method, encoding: form.encoding });
    }
  }
  return result;
}

function operationOf(
  root: JsonObject,
  operation: JsonObject,
  shared: readonly JsonObject[],
  tokens: readonly string[],
  fault: Fault,
): { upgradable: JsonObject; form: FormBody | undefined } {
  const own = parameters(root, operation, tokens, fault);
  // A body or form of the path item is every operation's that has none of its own.
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

/** The parameters of a path item or an operation; references to a body or form field are replaced by it. */
function parameters(root: JsonObject, owner: JsonObject, tokens: readonly string[], fault: Fault): JsonObject[] {
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
    const target = referred(root, parameter);
    if (target !== undefined && isBody(target)) return [target];
    if (typeof parameter.$ref === 'string' || typeof parameter.in === 'string') return [parameter];
    fault(place, 'A parameter', 'an object with `in`, one of path, query, header, formData, body');
    return [];
  });
}

function referred(root: JsonObject, { $ref }: JsonObject): JsonObject | undefined {
  const name = typeof $ref === 'string' ? /^#\/parameters\/([^/]+)$/.exec($ref)?.[1] : undefined;
  if (name === undefined || !isJsonObject(root.parameters)) return undefined;
  const key = decode(name).replaceAll('~1', '/').replaceAll('~0', '~');
  const target = Object.hasOwn(root.parameters, key) ? root.parameters[key] : undefined;
  return isJsonObject(target) ? target : undefined;
}

/** Shared responses have the document's media types. */
function sharedResponses(root: JsonObject, fault: Fault): JsonObject | undefined {
  if (!isJsonObject(root.responses)) return undefined;
  const types = mediaTypes(root.produces) ?? ['application/json'];
  return mapObject(objectsOf(root.responses, ['responses'], fault), (response) => {
    const { schema, ...others } = response as JsonObject;
    if (schema === undefined) return others;
    return { ...others, content: Object.fromEntries(types.map((type) => [type, { schema }])) };
  });
}

/** The members that are objects; others are reported, extensions apart. */
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
