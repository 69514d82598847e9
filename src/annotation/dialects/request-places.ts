import { pageRequestOf } from '../../model/page-bodies.ts';
import type { Schema } from '../../model/schema.ts';
import { schemaAt } from '../../model/schema-at.ts';
import { numberConstraints } from '../../model/schema-kinds.ts';
import { formatPointer, type Located, type Location } from '../../shared/json.ts';
import type { OperationModel } from '../annotation.ts';
import { locate } from './dialect.ts';

/** The place of a position that the client can count. It may be in the path. */
export interface CountedPlace {
  /** The place as a request expression of `x-pagination`. */
  readonly expression: Located<string>;
  readonly schema: Schema;
}

/** A place of the request that an operation declares, except for its path. */
export interface RequestPlace extends CountedPlace {
  readonly in: 'query' | 'header' | 'body';
}

/** Finds a path parameter. */
export function pathPlace({ operation }: OperationModel, name: string, location: Location): CountedPlace | undefined {
  const found = operation.parameters.find((each) => each.in === 'path' && each.name === name);
  return found && { expression: locate(`$request.path.${name}`, location), schema: found.schema };
}

/** Finds a query or header parameter by name. */
export function parameterPlace(model: OperationModel, name: string, location: Location): RequestPlace | undefined {
  const { parameters } = model.operation;
  const found =
    parameters.find((each) => each.in === 'query' && each.name === name) ??
    parameters.find((each) => each.in === 'header' && each.name.toLowerCase() === name.toLowerCase());
  if (found !== undefined) {
    const place = found.in as 'query' | 'header';
    return { in: place, expression: locate(`$request.${place}.${found.name}`, location), schema: found.schema };
  }
  return propertyPlace(model, name, location);
}

/** Finds a property of a `deepObject` parameter: `page[number]` is the property `number` of `page`. */
function propertyPlace({ operation, schemas }: OperationModel, name: string, location: Location) {
  const [, outer, property] = /^(.+)\[([^[\]]+)\]$/s.exec(name) ?? [];
  const parameter = operation.parameters.find(
    (each) => each.in === 'query' && each.name === outer && each.style === 'deepObject',
  );
  if (parameter === undefined || property === undefined) return undefined;
  const lookup = schemaAt(parameter.schema, formatPointer([property]), schemas);
  if (!lookup.found) return undefined;
  return { in: 'query', expression: locate(`$request.query.${name}`, location), schema: lookup.schema } as const;
}

/** Finds a place in the JSON request body. */
export function bodyPlace(
  { operation, schemas }: OperationModel,
  tokens: readonly string[],
  location: Location,
): RequestPlace | undefined {
  const body = pageRequestOf(operation);
  const pointer = formatPointer(tokens);
  const lookup = body && schemaAt(body.schema, pointer, schemas);
  if (!lookup?.found) return undefined;
  return { in: 'body', expression: locate(`$request.body#${pointer}`, location), schema: lookup.schema };
}

/**
 * Returns the position of the first page that the document implies, unless it is the default of the style. It is the
 * default of the parameter, or else its minimum if that is 0 or above the default of the style.
 */
export function firstPosition(
  { schemas }: OperationModel,
  { schema, expression }: CountedPlace,
  standard: number,
): Located<number> | undefined {
  const { default: fallback, minimum } = numberConstraints(schema, schemas);
  // Another default is a mistake of the document: no list begins at page 20.
  const first =
    fallback === 0 || fallback === 1 ? fallback : minimum === 0 || (minimum ?? 0) > standard ? minimum : undefined;
  return first === undefined || first === standard ? undefined : locate(first, expression.location);
}

/** Returns the cursor of the first page if the document declares a default for it. */
export function firstCursor({ schema, expression }: CountedPlace): Located | undefined {
  return schema.default === undefined ? undefined : locate(schema.default, expression.location);
}
