import { pageResponseOf } from '../../../model/page-bodies.ts';
import { schemaAt } from '../../../model/schema-at.ts';
import { kindsOf } from '../../../model/schema-kinds.ts';
import { formatPointer, type JsonPointer, type JsonValue, parsePointer } from '../../../shared/json.ts';
import {
  bodyAt,
  type DialectWriter,
  inexpressible,
  itemCursorOf,
  objectOf,
  onOperation,
  pathAt,
  requestAt,
  styleOf,
  type WriteSource,
  type Written,
} from './written.ts';

const KEY = 'x-speakeasy-pagination';

/** Speakeasy: inputs are parameters or top-level members of the body, outputs are JSONPaths. */
export const speakeasyWriter: DialectWriter = { key: KEY, write };

function write(source: WriteSource): Written {
  const items = bodyAt(source, 'items');
  if (items === undefined) return inexpressible('The items must be in the body of the response.');
  const style = styleOf(source);
  const limit = input(source, 'limit', 'limit');
  const results = jsonPath(source, items);
  const common = [
    ['response.items', results],
    ['request.limit', limit],
  ] as const;
  if (style === 'offset' || style === 'page') {
    const position = input(source, style, style);
    if (position === undefined)
      return inexpressible('The position must be a parameter or a top-level member of the body.');
    const pages = bodyAt(source, 'totalPages');
    const numPages = pages === undefined ? undefined : jsonPath(source, pages);
    return make('offsetLimit', [position, limit], { results, numPages }, [
      ...common,
      [`request.${style}`, position],
      ['response.totalPages', numPages],
    ]);
  }
  if (style.startsWith('cursor-')) {
    const cursor = input(source, 'cursor', 'cursor');
    if (cursor === undefined) return inexpressible('The cursor must be a parameter or a top-level member of the body.');
    const next = bodyAt(source, 'nextCursor');
    const item = itemCursorOf(source);
    const said = [...common, ['request.cursor', cursor]] as const;
    if (next !== undefined) {
      const nextCursor = jsonPath(source, next);
      return make('cursor', [cursor, limit], { results, nextCursor }, [...said, ['response.nextCursor', nextCursor]]);
    }
    if (item === undefined) return inexpressible('The next cursor must be in the body of the response.');
    const inItem = (parsePointer(item) ?? []).map((token) => segment(token)).join('');
    const nextCursor = `${results}[-1]${inItem}`;
    return make('cursor', [cursor, limit], { results, nextCursor }, [...said, ['response.itemCursor', nextCursor]]);
  }
  const next = bodyAt(source, 'nextUrl');
  if (next === undefined) return inexpressible('The link must be in the body of the response.');
  const nextUrl = jsonPath(source, next);
  return make('url', [limit], { results, nextUrl }, [...common, ['response.nextUrl', nextUrl]]);

  function make(
    type: string,
    inputs: readonly (JsonValue | undefined)[],
    outputs: Readonly<Record<string, JsonValue | undefined>>,
    said: Parameters<typeof onOperation>[3],
  ): Written {
    const given = inputs.filter((one) => one !== undefined);
    const annotation = objectOf({ type, inputs: given.length === 0 ? undefined : given, outputs: objectOf(outputs) });
    return onOperation(source, KEY, annotation, said);
  }
}

function input(source: WriteSource, key: string, type: string): JsonValue | undefined {
  const place = requestAt(source, key);
  const inPath = key === 'page' || key === 'offset' ? pathAt(source, key) : undefined;
  if (inPath !== undefined) return { name: inPath, in: 'parameters', type };
  if (place === undefined) return undefined;
  if (place.in !== 'body') return { name: place.name, in: 'parameters', type };
  const [name, ...below] = parsePointer(place.pointer) ?? [];
  return name === undefined || below.length > 0 ? undefined : { name, in: 'requestBody', type };
}

function jsonPath({ model }: WriteSource, pointer: JsonPointer): string {
  const tokens = parsePointer(pointer) ?? [];
  const body = pageResponseOf(model.operation)?.body;
  return `$${tokens.map((token, index) => segment(token, isElement(index))).join('')}`;

  function isElement(index: number): boolean {
    const parent = body && schemaAt(body, formatPointer(tokens.slice(0, index)), model.schemas);
    return parent?.found === true && kindsOf(parent.schema, model.schemas).has('array');
  }
}

function segment(token: string, isElement = false): string {
  if (isElement && /^\d+$/.test(token)) return `[${token}]`;
  if (/^[A-Za-z_]\w*$/.test(token)) return `.${token}`;
  return `['${token.replace(/['\\]/g, '\\$&')}']`;
}
