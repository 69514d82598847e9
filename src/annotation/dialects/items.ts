import { itemSchemaOf, pageResponseOf } from '../../model/page-bodies.ts';
import type { Schema } from '../../model/schema.ts';
import { schemaAt } from '../../model/schema-at.ts';
import { kindsOf, propertiesOf } from '../../model/schema-kinds.ts';
import type { Report } from '../../shared/diagnostic.ts';
import { formatPointer, type JsonPointer, type Located, type Location } from '../../shared/json.ts';
import type { OperationModel } from '../annotation.ts';
import { locate, unpaginated, warn } from './dialect.ts';

/** A JSONPath of another tool: a place in the response, or a place in the last element of an array. */
export interface ResponsePath {
  readonly pointer: JsonPointer;
  /** Set if the path goes through the last element of the array at `pointer`: the rest of the path. */
  readonly item?: JsonPointer;
}

const STEP =
  /\.([A-Za-z_$@\u0080-\uffff][\w$@\u0080-\uffff-]*)|\[\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(\d+)|(-1)|(\(\s*@\.length\s*-\s*1\s*\)))\s*\]/y;

/**
 * Reads the subset of JSONPath that annotations use: `$`, members by name, elements by index, and the last element,
 * written `[-1]` (RFC 9535) or `[(@.length-1)]` (older).
 *
 * @returns undefined for a path of another form
 */
export function parseResponsePath(text: string): ResponsePath | undefined {
  const trimmed = text.trim();
  if (!trimmed.startsWith('$')) return undefined;
  const tokens: string[] = [];
  let array: string[] | undefined;
  let at = 1;
  while (at < trimmed.length) {
    STEP.lastIndex = at;
    const step = STEP.exec(trimmed);
    if (step === null) return undefined;
    const [whole, member, single, double, index, last, formerLast] = step;
    if (last !== undefined || formerLast !== undefined) {
      if (array !== undefined) return undefined;
      array = tokens.splice(0);
    } else {
      tokens.push(member ?? index ?? (single ?? double ?? '').replace(/\\(.)/g, '$1'));
    }
    at += whole.length;
  }
  const pointer = formatPointer(tokens);
  return array === undefined ? { pointer } : { pointer: formatPointer(array), item: pointer };
}

/** Splits a path with dots; `["a.b"]` is a name that contains one. */
export function parseDotPath(path: string): string[] {
  return [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|[^.[\]]+/gs)].map(
    ([whole, quoted]) => quoted?.replace(/\\(.)/gs, '$1') ?? whole,
  );
}

/**
 * Returns the place of the items: `named` if it is an array, or else the only array of the response, which is reported.
 * Reports it and returns undefined if there is not exactly one.
 */
export function itemsOr(
  model: OperationModel,
  named: Located<JsonPointer> | undefined,
  { key, location, report }: { readonly key: string; readonly location: Location; readonly report: Report },
): Located<string> | undefined {
  if (named !== undefined && isArray(model, named.value)) return responsePlace(named);
  const place = named?.location ?? location;
  const arrays = arraysOf(model);
  const fault =
    named === undefined
      ? `\`${key}\` does not declare where the items are`
      : `The response has no array at ${inWords(named.value)}`;
  const [only, ...others] = arrays.length === 1 ? arrays : arrays.filter(({ optional }) => !optional);
  if (only === undefined || others.length > 0) {
    const there =
      arrays.length === 0
        ? 'the response has no other array'
        : `the response has several arrays: ${arrays.map(({ pointer }) => inWords(pointer)).join(', ')}`;
    return unpaginated(
      report,
      `${fault}, and ${there}.`,
      place,
      'Declare the items in `x-pagination`, which an overlay can add.',
    );
  }
  const kind = arrays.length === 1 ? 'only array' : 'only required array';
  const which = named === undefined ? `the ${kind} of the response` : `its ${kind}`;
  warn(report, 'dialect-assumed-items', `${fault}; ${which}, ${inWords(only.pointer)}, is used.`, place);
  return responsePlace(locate(only.pointer, place));
}

function inWords(pointer: JsonPointer): string {
  return pointer === '' ? 'the root' : `\`${pointer}\``;
}

/** Returns the response expression for a pointer into the body. */
export function responsePlace({ value, location }: Located<JsonPointer>): Located<string> {
  return locate(value === '' ? '$response.body' : `$response.body#${value}`, location);
}

function isArray({ operation, schemas }: OperationModel, pointer: JsonPointer): boolean {
  const page = pageResponseOf(operation);
  const lookup = page && schemaAt(page.body, pointer, schemas);
  return lookup?.found === true && itemSchemaOf(lookup.schema, schemas) !== undefined;
}

/** Returns the arrays of a page: the body itself, or else its members, or else the members of its members. */
function arraysOf(model: OperationModel): Place[] {
  const page = pageResponseOf(model.operation);
  let level: Place[] = page === undefined ? [] : [{ pointer: '', schema: page.body, optional: false }];
  for (let depth = 0; depth <= 2; depth++) {
    const arrays = level.filter(({ schema }) => kindsOf(schema, model.schemas).has('array'));
    if (arrays.length > 0) return arrays;
    level = level.flatMap((place) => membersOf(model, place));
  }
  return [];
}

interface Place {
  readonly pointer: JsonPointer;
  readonly schema: Schema;
  readonly optional: boolean;
}

function membersOf(model: OperationModel, { pointer, schema }: Place): Place[] {
  const page = pageResponseOf(model.operation)!;
  return propertiesOf(schema, model.schemas).flatMap(({ name }) => {
    const below = pointer + formatPointer([name]);
    const lookup = schemaAt(page.body, below, model.schemas);
    return lookup.found ? [{ pointer: below, schema: lookup.schema, optional: lookup.optional }] : [];
  });
}
