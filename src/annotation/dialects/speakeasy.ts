import type { Report } from '../../shared/diagnostic.ts';
import { describeValue, elementsOf, type Located, memberOf } from '../../shared/json.ts';
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
