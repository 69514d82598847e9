import { isJsonMediaType } from '../../model/media-type.ts';
import type { Schema } from '../../model/schema.ts';
import { schemaAt } from '../../model/schema-at.ts';
import { numberConstraints } from '../../model/schema-kinds.ts';
import { formatPointer, type Located, type Location } from '../../shared/json.ts';
import type { OperationModel } from '../extension.ts';
import { located } from './dialect.ts';

/** A place of the request that an operation declares. */
export interface RequestPlace {
  readonly in: 'query' | 'header' | 'body';
  /** The place as a request expression of ours. */
  readonly expression: Located<string>;
  readonly schema: Schema;
}

/** The query or header parameter of a name. */
export function parameterPlace(model: OperationModel, name: string, location: Location): RequestPlace | undefined {
  const { parameters } = model.operation;
  const found =
    parameters.find((each) => each.in === 'query' && each.name === name) ??
    parameters.find((each) => each.in === 'header' && each.name.toLowerCase() === name.toLowerCase());
  if (found !== undefined) {
    const place = found.in as 'query' | 'header';
    return { in: place, expression: located(`$request.${place}.${found.name}`, location), schema: found.schema };
  }
  return propertyPlace(model, name, location);
}

/** `page[number]`: a property of the `deepObject` parameter `page`. */
function propertyPlace({ operation, schemas }: OperationModel, name: string, location: Location) {
  const [, outer, property] = /^(.+)\[([^[\]]+)\]$/s.exec(name) ?? [];
  const parameter = operation.parameters.find(
    (each) => each.in === 'query' && each.name === outer && each.style === 'deepObject',
  );
  if (parameter === undefined || property === undefined) return undefined;
  const lookup = schemaAt(parameter.schema, formatPointer([property]), schemas);
  if (!lookup.found) return undefined;
  return { in: 'query', expression: located(`$request.query.${name}`, location), schema: lookup.schema } as const;
}

/** A place in the JSON request body. */
export function bodyPlace(
  { operation, schemas }: OperationModel,
  tokens: readonly string[],
  location: Location,
): RequestPlace | undefined {
  const body = operation.requestBody?.content.find(({ mediaType }) => isJsonMediaType(mediaType));
  const pointer = formatPointer(tokens);
  const lookup = body && schemaAt(body.schema, pointer, schemas);
  if (!lookup?.found) return undefined;
  return { in: 'body', expression: located(`$request.body#${pointer}`, location), schema: lookup.schema };
}

/**
 * The position of the first page as the document declares it, where that is not the style's own: the parameter's
 * default, else its minimum where the style begins below it or the parameter counts from zero.
 */
export function firstPosition(
  { schemas }: OperationModel,
  { schema, expression }: RequestPlace,
  standard: number,
): Located<number> | undefined {
  const { default: fallback, minimum } = numberConstraints(schema, schemas);
  const first =
    typeof fallback === 'number' ? fallback : minimum === 0 || (minimum ?? 0) > standard ? minimum : undefined;
  return first === undefined || first === standard ? undefined : located(first, expression.location);
}

/** The cursor of the first page, where the request needs one and the document has a default for it. */
export function firstCursor({ schema, expression }: RequestPlace): Located | undefined {
  return schema.default === undefined ? undefined : located(schema.default, expression.location);
}
