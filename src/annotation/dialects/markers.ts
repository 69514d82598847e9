import { isJsonMediaType } from '../../model/media-type.ts';
import { itemSchemaOf, pageResponseOf } from '../../model/page-bodies.ts';
import type { Schema } from '../../model/schema.ts';
import { dereference } from '../../model/schema-kinds.ts';
import type { Report } from '../../shared/diagnostic.ts';
import { formatPointer, type JsonPointer, keyLocation, type Located, type Location } from '../../shared/json.ts';
import type { ExtendedDocument, OperationModel, StrategyAnnotation } from '../annotation.ts';
import { untranslated } from './dialect.ts';
import { bodyPlace, parameterPlace, type RequestPlace } from './request-places.ts';

/** A marker on a parameter or schema. */
export interface Marker {
  /** The purpose of the marked place, in the words of its tool. */
  readonly role: string;
  readonly location: Location;
  /** Set if the value is not at the marked place but in this response header. */
  readonly header?: string;
}

/** A marked place in a response. `pointer` is relative to the body, or for `in: item` to an item. */
export interface MarkedPlace extends Marker {
  readonly in: 'body' | 'item';
  readonly pointer: JsonPointer;
}

/** The marked places of an operation by role. If several have one role, the first counts. */
export interface Marks {
  readonly request: ReadonlyMap<string, RequestPlace>;
  readonly response: ReadonlyMap<string, MarkedPlace>;
  /** Places of the request whose role another place has already. */
  readonly others: readonly Marker[];
}

/** Reports the marked places of the request that a strategy does not use. */
export function reportUnused(
  { marks, report }: MarkedOperation,
  strategy: StrategyAnnotation | undefined,
  positions: readonly string[],
): void {
  if (strategy === undefined) return;
  const used = [...(strategy.groups.get('request')?.fields.values() ?? [])].map(({ location }) => location.pointer);
  for (const role of positions) {
    const location = marks.request.get(role)?.expression.location;
    if (location === undefined || used.includes(location.pointer)) continue;
    untranslated(report, `\`${role}\` has no effect here: pages are selected in another way.`, keyLocation(location));
  }
  for (const { role, location } of marks.others) {
    untranslated(
      report,
      `\`${role}\` has no effect here: another parameter has the same marker.`,
      keyLocation(location),
    );
  }
}

/** An operation that its markers, at least one, make paginated. `node` is where faults of the whole are reported. */
export interface MarkedOperation {
  readonly node: Located;
  readonly marks: Marks;
  readonly model: OperationModel;
  readonly report: Report;
}

/** Returns the markers of a Parameter Object or Schema Object. */
export type ReadMarkers = (node: Located) => readonly Marker[];

/** Deeper parts of a body are not about its pages. */
const MAX_DEPTH = 4;

/** Finds the marked parameters, body fields and response fields of an operation. */
export function findMarks(model: OperationModel, { nodeAt }: ExtendedDocument, read: ReadMarkers): Marks {
  const markersOf = (schema: Schema): readonly Marker[] => {
    const target = dereference(schema, model.schemas);
    const places = new Set([schema, ...(target === undefined ? [] : [target])].map(({ location }) => location));
    return [...places].flatMap((location) => {
      const node = nodeAt(location);
      return node === undefined ? [] : read(node);
    });
  };
  const { request, others } = requestMarks(model, nodeAt, read, markersOf);
  const response = responseMarks(model, markersOf);
  for (const marker of headerMarks(model, nodeAt, read, markersOf)) {
    if (!response.has(marker.role)) response.set(marker.role, marker);
  }
  return { request, response, others };
}

type MarkersOf = (schema: Schema) => readonly Marker[];

function requestMarks(
  model: OperationModel,
  nodeAt: ExtendedDocument['nodeAt'],
  read: ReadMarkers,
  markersOf: MarkersOf,
): { readonly request: Map<string, RequestPlace>; readonly others: readonly Marker[] } {
  const found = new Map<string, RequestPlace>();
  const others: Marker[] = [];
  const add = (marker: Marker, place: RequestPlace | undefined): void => {
    if (place === undefined) return;
    const known = found.get(marker.role);
    if (known === undefined) found.set(marker.role, place);
    else if (known.expression.value !== place.expression.value) others.push(marker);
  };
  for (const parameter of model.operation.parameters) {
    const node = nodeAt(parameter.location);
    for (const marker of [...(node === undefined ? [] : read(node)), ...markersOf(parameter.schema)]) {
      add(marker, parameterPlace(model, parameter.name, marker.location));
    }
  }
  const body = model.operation.requestBody?.content.find(({ mediaType }) => isJsonMediaType(mediaType));
  for (const { tokens, schema } of body === undefined ? [] : placesIn(body.schema, model)) {
    for (const marker of markersOf(schema)) add(marker, bodyPlace(model, tokens, marker.location));
  }
  return { request: found, others };
}

function responseMarks(model: OperationModel, markersOf: MarkersOf): Map<string, MarkedPlace> {
  const found = new Map<string, MarkedPlace>();
  const page = pageResponseOf(model.operation);
  const search = (schema: Schema, where: MarkedPlace['in']): void => {
    for (const place of placesIn(schema, model)) {
      const pointer = formatPointer(place.tokens);
      for (const marker of markersOf(place.schema)) {
        if (!found.has(marker.role)) found.set(marker.role, { ...marker, in: where, pointer });
      }
      const item = where === 'body' ? itemSchemaOf(place.schema, model.schemas) : undefined;
      if (item !== undefined) search(item, 'item');
    }
  };
  if (page !== undefined) search(page.body, 'body');
  return found;
}

/** Returns the markers of response headers: on the Header Object or on its schema. */
function headerMarks(
  model: OperationModel,
  nodeAt: ExtendedDocument['nodeAt'],
  read: ReadMarkers,
  markersOf: MarkersOf,
): MarkedPlace[] {
  const headers = pageResponseOf(model.operation)?.response.headers ?? [];
  return headers.flatMap(({ name, schema }) => {
    const { file, pointer } = schema.location;
    const node = pointer.endsWith('/schema')
      ? nodeAt({ file, pointer: pointer.slice(0, -'/schema'.length) })
      : undefined;
    const markers = [...(node === undefined ? [] : read(node)), ...markersOf(schema)];
    return markers.map((marker) => ({ ...marker, header: marker.header ?? name, in: 'body' as const, pointer: '' }));
  });
}

interface Place {
  readonly tokens: readonly string[];
  readonly schema: Schema;
}

/** Returns a schema and the properties below it, without those inside of arrays. */
function placesIn(schema: Schema, model: OperationModel): Place[] {
  const found: Place[] = [];
  // Many paths may lead to a schema. A later path finds nothing new, unless it is shorter.
  const depths = new Map<Schema, number>();
  visit({ tokens: [], schema });
  return found;

  function visit(place: Place): void {
    found.push(place);
    const target = dereference(place.schema, model.schemas);
    const depth = place.tokens.length;
    if (target === undefined || depth === MAX_DEPTH || depth >= (depths.get(target) ?? MAX_DEPTH)) return;
    depths.set(target, depth);
    if (target.kind === 'object') {
      for (const { name, schema: below } of target.properties)
        visit({ tokens: [...place.tokens, name], schema: below });
    } else if (target.kind === 'union' || target.kind === 'intersection') {
      for (const member of target.members) visit({ tokens: place.tokens, schema: member });
    }
  }
}
