import type { ApiModel } from '../../model/api.ts';
import { type Operation, schemasOf } from '../../model/operation.ts';
import { reach, references, type Schema, type SchemaId, walk } from '../../model/schema.ts';
import type { Shape } from './operation-plan.ts';

/**
 * Returns the shapes in which each named schema is declared: one if nothing in it is `readOnly` or `writeOnly`, or if it
 * travels one way only; otherwise both, response first.
 */
export function schemaShapes(model: ApiModel): ReadonlyMap<SchemaId, readonly Shape[]> {
  const edges = new Map([...model.schemas].map(([id, { schema }]) => [id, references(schema)]));
  // Webhooks travel the other way: the API sends the body and reads the answer.
  const incoming = model.incoming ?? [];
  const sent = incoming.flatMap(({ answers }) => answers.map(({ schema }) => schema));
  const received = incoming.flatMap(({ content }) => content.flatMap(schemasOf));
  const requested = reach(rootsOf([...model.operations.flatMap(requestSchemas), ...sent]), edges);
  const answered = reach(rootsOf([...model.operations.flatMap(responseSchemas), ...received]), edges);
  const differing = reach(oneWaySchemas(model), reversed(edges));
  const shapesOf = (id: SchemaId): readonly Shape[] => {
    if (!requested.has(id)) return ['response'];
    if (!answered.has(id)) return ['request'];
    return differing.has(id) ? ['response', 'request'] : ['response'];
  };
  return new Map([...model.schemas.keys()].map((id) => [id, shapesOf(id)]));
}

/** Parameters and answers that many operations share are looked into once. */
function rootsOf(schemas: readonly Schema[]): Set<SchemaId> {
  return new Set([...new Set(schemas)].flatMap((schema) => [...references(schema)]));
}

function requestSchemas(operation: Operation): Schema[] {
  const bodies = operation.requestBody?.content ?? [];
  return [...operation.parameters.map(({ schema }) => schema), ...bodies.flatMap(schemasOf)];
}

function responseSchemas(operation: Operation): Schema[] {
  const items = operation.strategies.map(({ item }) => item);
  return [...operation.responses.flatMap(({ content }) => content.flatMap(schemasOf)), ...items];
}

function oneWaySchemas(model: ApiModel): SchemaId[] {
  const found = new Set<SchemaId>();
  for (const [id, { schema }] of model.schemas) {
    walk(schema, (part) => {
      if (part.kind !== 'object') return;
      if (part.properties.some((property) => property.schema.readOnly || property.schema.writeOnly)) found.add(id);
    });
  }
  return [...found];
}

/** Returns the referring schemas of each schema. */
export function reversed(edges: ReadonlyMap<SchemaId, ReadonlySet<SchemaId>>): Map<SchemaId, SchemaId[]> {
  const back = new Map<SchemaId, SchemaId[]>();
  for (const [from, targets] of edges) {
    for (const to of targets) {
      const list = back.get(to);
      if (list === undefined) back.set(to, [from]);
      else list.push(from);
    }
  }
  return back;
}
