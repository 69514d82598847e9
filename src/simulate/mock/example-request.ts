import type { Operation } from '../../model/operation.ts';
import type { Parameter } from '../../model/parameter.ts';
import type { Strategy } from '../../model/strategy.ts';
import type { JsonValue } from '../../shared/json.ts';
import type { ExampleCredentials } from './credentials.ts';
import { exampleBodies, jsonContentOf } from './examples.ts';
import { setValue } from './json-value.ts';
import type { AnswerSources } from './plain-answer.ts';
import { examplesOf } from './sampler.ts';

/** A request that the mock accepts. */
export interface ExampleRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: JsonValue;
}

/** Creates a request with all required parameters and a body. `known` are values of path parameters. */
export function createExampleRequest(
  operation: Operation,
  sources: AnswerSources,
  base: string,
  known: Readonly<Record<string, JsonValue | undefined>>,
  credentials: ExampleCredentials,
): ExampleRequest {
  const { method, path, parameters, requestBody } = operation;
  const first = firstPage(operation);
  const textOf = (parameter: Parameter): string =>
    toText(known[parameter.name] ?? first.get(parameter) ?? exampleOf(parameter, sources)).slice(0, MAX_VALUE);
  const fixed = fixedParameters(operation.strategies[0]).map(([parameter]) => parameter);
  const required = [...new Set([...parameters.filter((parameter) => parameter.required), ...fixed])];
  const filled = path.replace(/[?#].*$/s, '').replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const parameter = parameters.find((one) => one.in === 'path' && one.name === name);
    return encodeURIComponent(parameter === undefined ? name : textOf(parameter));
  });
  const pairs = [
    ...required.filter((one) => one.in === 'query').map((one) => [one.name, textOf(one)] as const),
    ...Object.entries(credentials.query),
  ];
  const query = pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
  const headers = required.filter((one) => one.in === 'header').map((one) => [one.name, textOf(one)] as const);
  const content = requestBody && jsonContentOf(requestBody);
  const sent = content && (exampleBodies(content, sources.schemas)[0] ?? sources.sample(content.schema, 0, 'request'));
  const body = sent && withoutPosition(sent, operation);
  return {
    method,
    url: base + filled + (query === '' ? '' : `?${query}`),
    headers: {
      ...Object.fromEntries(headers),
      ...credentials.headers,
      ...(content && { 'Content-Type': content.mediaType.includes('*') ? 'application/json' : content.mediaType }),
    },
    ...(body !== undefined && { body }),
  };
}

/** Returns the parameters that the default way to page fixes. */
function fixedParameters(strategy: Strategy | undefined): [Parameter, JsonValue][] {
  return (strategy?.request.fixed ?? []).flatMap(({ field, value }): [Parameter, JsonValue][] =>
    field.in === 'parameter' && field.property === undefined ? [[field.parameter, value]] : [],
  );
}

/** Returns the values of parameters that select the first page of a list. */
function firstPage({ strategies }: Operation): ReadonlyMap<Parameter, JsonValue> {
  const values = new Map<Parameter, JsonValue>(fixedParameters(strategies[0]));
  for (const { request, limits } of strategies) {
    const { offset, page, limit } = request;
    const size = limits.defaultLimit ?? limits.minLimit ?? 1;
    for (const [field, value] of [
      [offset, request.start ?? 0],
      [page, request.start ?? 1],
      [limit, size],
    ] as const) {
      if (field?.in === 'parameter' && field.property === undefined) values.set(field.parameter, value);
    }
  }
  return values;
}

/** Removes the position and page size from a body, since samples of them are seldom those of a page; adds fixed values. */
function withoutPosition(body: JsonValue, { strategies }: Operation): JsonValue {
  const fields = strategies.flatMap(({ request: { offset, page, cursor, limit } }) => [offset, page, cursor, limit]);
  const pointers = fields.flatMap((field) => (field?.in === 'body' ? [field.pointer] : []));
  const rest = pointers.reduce((left, pointer) => setValue(left, pointer, undefined), body);
  return (strategies[0]?.request.fixed ?? []).reduce(
    (whole, { field, value }) => (field.in === 'body' ? setValue(whole, field.pointer, value) : whole),
    rest,
  );
}

/** Longer values are cut: a command should fit on a screen. */
const MAX_VALUE = 80;

function exampleOf({ example, schema }: Parameter, { schemas, sample }: AnswerSources): JsonValue {
  return example ?? examplesOf(schema, schemas)[0] ?? sample(schema, 0, 'request');
}

function toText(value: JsonValue): string {
  if (Array.isArray(value)) return toText((value as readonly JsonValue[])[0] ?? '');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Returns a command for a POSIX shell. */
export function toCurl({ method, url, headers, body }: ExampleRequest): string {
  const parts = [
    ...(method === 'GET' ? [] : [method === 'HEAD' ? '--head' : `-X ${method}`]),
    quote(url),
    ...Object.entries(headers).map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
    ...(body === undefined ? [] : [`-d ${quote(JSON.stringify(body))}`]),
  ];
  return `curl ${parts.join(' ')}`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
