import { itemSchemaOf, pageResponseOf } from '../../model/page-response.ts';
import type { Schema } from '../../model/schema.ts';
import { schemaAt } from '../../model/schema-at.ts';
import { dereference, kindsOf } from '../../model/schema-kinds.ts';
import type { Report } from '../../shared/diagnostic.ts';
import { formatPointer, type JsonPointer, type Located, type Location } from '../../shared/json.ts';
import type { OperationModel } from '../extension.ts';
import { located, unpaginated, warn } from './dialect.ts';

/** A JSONPath of a vendor: a place in the response, or a place in the last element of an array. */
export interface ResponsePath {
  readonly pointer: JsonPointer;
  /** Set where the path goes through the last element of the array at `pointer`. */
  readonly item?: JsonPointer;
}

const STEP =
  /\.([A-Za-z_$@\u0080-\uffff][\w$@\u0080-\uffff-]*)|\[\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(\d+)|(-1)|(\(\s*@\.length\s*-\s*1\s*\)))\s*\]/y;

/**
 * Reads the paths that annotations have: `$`, members by name, elements by index, and the last element, written `[-1]`
 * (RFC 9535) or `[(@.length-1)]` (before it).
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

/**
 * Where the items are: at `named`, or, where that is missing or no array, in the only array of the response, which is
 * reported. Undefined, and reported, where there is no telling.
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
      ? `\`${key}\` does not say where the items are`
      : `The response has no array at ${inWords(named.value)}`;
  const [only, ...others] = arrays.length === 1 ? arrays : arrays.filter(({ optional }) => !optional);
  if (only === undefined || others.length > 0) {
    const there =
      arrays.length === 0
        ? 'there is no other'
        : `there are ${arrays.map(({ pointer }) => inWords(pointer)).join(', ')}`;
    return unpaginated(
      report,
      `${fault}, and ${there}.`,
      place,
      'Say where they are in `x-pagination`, by an overlay if need be.',
    );
  }
  const which = arrays.length === 1 ? 'only array is' : 'only array that is always there is';
  warn(report, 'dialect-assumed-items', `${fault}; its ${which} ${inWords(only.pointer)}, which is used.`, place);
  return responsePlace(located(only.pointer, place));
}

function inWords(pointer: JsonPointer): string {
  return pointer === '' ? 'its root' : `\`${pointer}\``;
}

/** A pointer into the body as a response expression. */
export function responsePlace({ value, location }: Located<JsonPointer>): Located<string> {
  return located(value === '' ? '$response.body' : `$response.body#${value}`, location);
}

function isArray({ operation, schemas }: OperationModel, pointer: JsonPointer): boolean {
  const page = pageResponseOf(operation);
  const lookup = page && schemaAt(page.body, pointer, schemas);
  return lookup?.found === true && itemSchemaOf(lookup.schema, schemas) !== undefined;
}

/** The arrays of a page: the body itself, else its members, else members of its members. */
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
  return propertyNames(schema, model, new Set()).flatMap((name) => {
    const below = pointer + formatPointer([name]);
    const lookup = schemaAt(page.body, below, model.schemas);
    return lookup.found ? [{ pointer: below, schema: lookup.schema, optional: lookup.optional }] : [];
  });
}

function propertyNames(schema: Schema, model: OperationModel, open: ReadonlySet<Schema>): string[] {
  const target = dereference(schema, model.schemas);
  if (target === undefined || open.has(target)) return [];
  if (target.kind === 'object') return target.properties.map(({ name }) => name);
  if (target.kind !== 'union' && target.kind !== 'intersection') return [];
  const inside = new Set([...open, target]);
  return [...new Set(target.members.flatMap((member) => propertyNames(member, model, inside)))];
}
