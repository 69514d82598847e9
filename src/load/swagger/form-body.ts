import type { JsonObject } from '../../ir/located.ts';

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
