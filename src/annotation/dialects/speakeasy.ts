import { pageResponseOf } from '../../model/page-bodies.ts';
import { schemaAt } from '../../model/schema-at.ts';
import { kindsOf } from '../../model/schema-kinds.ts';
import type { Report } from '../../shared/diagnostic.ts';
import {
  describeValue,
  elementsOf,
  formatPointer,
  type JsonPointer,
  type JsonValue,
  type Located,
  memberOf,
  parsePointer,
} from '../../shared/json.ts';
import type { OperationModel, StrategyAnnotation } from '../annotation.ts';
import { defineDialect, expectObject, locate, strategy, unpaginated, untranslated } from './dialect.ts';
import { itemsOr, parseResponsePath, type ResponsePath, responsePlace } from './items.ts';
import {
  bodyPlace,
  type CountedPlace,
  firstCursor,
  firstPosition,
  parameterPlace,
  pathPlace,
  type RequestPlace,
} from './request-places.ts';
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
} from './write/written.ts';

const KEY = 'x-speakeasy-pagination';

type Inputs = Partial<Record<'limit' | 'cursor', RequestPlace>> & Partial<Record<'page' | 'offset', CountedPlace>>;
type Path = ResponsePath & { readonly node: Located };
type Outputs = Partial<Record<'results' | 'numPages' | 'nextCursor' | 'nextUrl', Path>>;

/** Speakeasy: `type`, `inputs` that name parameters or properties of the body, `outputs` that are JSONPaths. */
export const xSpeakeasyPagination = defineDialect(KEY, ({ node, model, report, translated }) => {
  const block = expectObject(node, KEY, report);
  if (block === undefined) return undefined;
  const inputs = readInputs(block, model, report);
  const outputs = readOutputs(block, report);
  const type = memberOf(block, 'type');
  const source = { block, inputs, outputs, model, report };
  if (type?.value === 'offsetLimit') return translated(block, counted(source));
  if (type?.value === 'cursor') return translated(block, byCursor(source));
  if (type?.value === 'url') return translated(block, byUrl(source));
  const reason = `\`type\` must be offsetLimit, cursor or url; found ${describeValue(type?.value)}.`;
  return unpaginated(report, reason, type?.location ?? block.location);
});

interface Source {
  readonly block: Located;
  readonly inputs: Inputs;
  readonly outputs: Outputs;
  readonly model: OperationModel;
  readonly report: Report;
}

function counted({ block, inputs, outputs, model, report }: Source): StrategyAnnotation | undefined {
  const { page, offset, limit } = inputs;
  const style = page === undefined ? 'offset' : 'page';
  const position = page ?? offset;
  if (position === undefined) {
    return unpaginated(
      report,
      '`inputs` must name an input of the operation with type page or offset.',
      block.location,
    );
  }
  const { results, numPages } = outputs;
  return strategy(block.location, style, {
    request: {
      [style]: position.expression,
      limit: limit?.expression,
      start: firstPosition(model, position, style === 'page' ? 1 : 0),
    },
    response: {
      items: itemsAt(results, { block, model, report }),
      totalPages: numPages && responseExpression(numPages),
    },
  });
}

function byCursor({ block, inputs, outputs, model, report }: Source): StrategyAnnotation | undefined {
  const { cursor, limit } = inputs;
  const { nextCursor, results } = outputs;
  if (cursor === undefined) {
    return unpaginated(report, '`inputs` must name an input of the operation with type cursor.', block.location);
  }
  if (nextCursor === undefined)
    return unpaginated(report, '`outputs.nextCursor` is missing or invalid.', block.location);
  const items = itemsAt(results ?? (nextCursor.item === undefined ? undefined : nextCursor), { block, model, report });
  return strategy(block.location, `cursor-${cursor.in}`, {
    request: { cursor: cursor.expression, limit: limit?.expression, start: firstCursor(cursor) },
    response:
      nextCursor.item === undefined
        ? { items, nextCursor: responseExpression(nextCursor) }
        : { items, itemCursor: locate(nextCursor.item, nextCursor.node.location) },
  });
}

function byUrl({ block, inputs, outputs, model, report }: Source): StrategyAnnotation | undefined {
  if (outputs.nextUrl === undefined)
    return unpaginated(report, '`outputs.nextUrl` is missing or invalid.', block.location);
  return strategy(block.location, 'next-url', {
    request: { limit: inputs.limit?.expression },
    response: {
      items: itemsAt(outputs.results, { block, model, report }),
      nextUrl: responseExpression(outputs.nextUrl),
    },
  });
}

function itemsAt(path: Path | undefined, { block, model, report }: Pick<Source, 'block' | 'model' | 'report'>) {
  const named = path && locate(path.pointer, path.node.location);
  return itemsOr(model, named, { key: KEY, location: block.location, report });
}

function responseExpression({ pointer, node }: Path): Located<string> {
  return responsePlace(locate(pointer, node.location));
}

function readInputs(block: Located, model: OperationModel, report: Report): Inputs {
  const inputs: Inputs = {};
  const list = memberOf(block, 'inputs');
  for (const input of list === undefined ? [] : elementsOf(list)) {
    const name = memberOf(input, 'name');
    const type = memberOf(input, 'type')?.value;
    if (typeof name?.value !== 'string' || !isInput(type)) {
      untranslated(report, 'An input needs a `name` and a `type`: page, offset, limit or cursor.', input.location);
      continue;
    }
    const where = memberOf(input, 'in');
    if (where !== undefined && where.value !== 'parameters' && where.value !== 'requestBody') {
      const message = `\`in\` must be parameters or requestBody; found ${JSON.stringify(where.value)}. pagegen looks for a parameter.`;
      untranslated(report, message, where.location);
    }
    const place = placeNamed(name.value, where?.value, name, model);
    const inPath = pathPlace(model, name.value, name.location);
    if (place !== undefined) inputs[type] ??= place;
    else if (inPath !== undefined && (type === 'page' || type === 'offset')) inputs[type] ??= inPath;
    else untranslated(report, `The operation has no input \`${name.value}\`.`, name.location);
  }
  return inputs;
}

/** Finds an input. `requestBody` means a top-level property of the body, even if a parameter has the same name. */
function placeNamed(name: string, where: unknown, { location }: Located, model: OperationModel) {
  return where === 'requestBody' ? bodyPlace(model, [name], location) : parameterPlace(model, name, location);
}

function isInput(type: unknown): type is keyof Inputs {
  return type === 'page' || type === 'offset' || type === 'limit' || type === 'cursor';
}

function readOutputs(block: Located, report: Report): Outputs {
  const outputs: Outputs = {};
  const object = memberOf(block, 'outputs');
  for (const key of ['results', 'numPages', 'nextCursor', 'nextUrl'] as const) {
    const node = object && memberOf(object, key);
    if (node === undefined || node.value === null || node.value === '') continue;
    const path = typeof node.value === 'string' ? parseResponsePath(node.value) : undefined;
    if (path === undefined || (path.item !== undefined && key !== 'nextCursor')) {
      untranslated(report, `\`${key}\` is not a JSONPath that can be translated.`, node.location);
    } else outputs[key] = { ...path, node };
  }
  return outputs;
}

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
