import { isJsonObject, type JsonObject } from '../../shared/json.ts';

/** The body that replaces the fields of a form. */
export interface FormBody {
  readonly parameter: JsonObject;
  readonly mediaTypes: readonly string[];
  /** The encoding of arrays (Encoding Object). */
  readonly encoding: JsonObject;
}

const URL_ENCODED = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data';

/** Members of a parameter that are not part of its schema. */
const NO_SCHEMA = new Set(['name', 'in', 'required', 'collectionFormat', 'allowEmptyValue']);

export function isFormParameter(parameter: JsonObject): boolean {
  return parameter.in === 'formData';
}

/** Combines the fields of a form into one body. A form with a file needs `multipart/form-data`. */
export function formBody(fields: readonly JsonObject[], consumes: readonly string[] | undefined): FormBody {
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
    encoding: Object.fromEntries(arrays.map(({ name, collectionFormat }) => [String(name), styleOf(collectionFormat)])),
  };
}

function schemaOf(field: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(field).filter(([key]) => !NO_SCHEMA.has(key)));
}

/** `collectionFormat` (Swagger 2.0, Parameter Object) → the style of an array. */
const STYLES: ReadonlyMap<unknown, JsonObject> = new Map([
  ['csv', { style: 'form', explode: false }],
  ['ssv', { style: 'spaceDelimited', explode: false }],
  ['tsv', { style: 'tabDelimited', explode: false }],
  ['pipes', { style: 'pipeDelimited', explode: false }],
  ['multi', { style: 'form', explode: true }],
]);

/** Returns the style of an array in a form. The default is `csv`. */
function styleOf(format: unknown): JsonObject {
  return STYLES.get(format) ?? STYLES.get('csv') ?? {};
}

/** Adds the style of an array where the upgrader has none: tabs in queries, and delimiters in paths and headers. */
export function withStyle(parameter: JsonObject): JsonObject {
  const { in: place, collectionFormat: format } = parameter;
  const isQuery = place === 'query' && format === 'tsv';
  const isOther = (place === 'path' || place === 'header') && /^(?:ssv|tsv|pipes)$/.test(String(format));
  return parameter.type === 'array' && (isQuery || isOther) ? { ...parameter, ...styleOf(format) } : parameter;
}

/** Returns the places of `collectionFormat` in a parameter whose values do not exist there, as tokens. */
export function unknownFormats(parameter: JsonObject): readonly string[][] {
  const { type, in: place, collectionFormat: format, items } = parameter;
  if (type !== 'array') return [];
  const inside = isJsonObject(items) ? unknownFormats(items).map((tokens) => ['items', ...tokens]) : [];
  const isKnown = STYLES.has(format) && (format !== 'multi' || place === 'query' || place === 'formData');
  return format === undefined || isKnown ? inside : [['collectionFormat'], ...inside];
}
