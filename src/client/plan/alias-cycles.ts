import type { Schema, SchemaId } from '../../model/schema.ts';
import type { Schemas } from '../../model/schema-kinds.ts';
import type { ModelForm } from './model-forms.ts';

type Edges = Map<SchemaId, Set<SchemaId>>;

/**
 * Returns for each alias the references to cut, because TypeScript cannot resolve them before the alias itself (TS2456):
 * a `oneOf`, for example, whose members are `allOf` of it. In a circle, references in `allOf` are cut first. The variant
 * keeps the parts of its base, and the base keeps its variants.
 */
export function aliasCuts(
  schemas: Schemas,
  forms: ReadonlyMap<SchemaId, ModelForm>,
): ReadonlyMap<SchemaId, ReadonlySet<SchemaId>> {
  const eager: Edges = new Map();
  const inherited: Edges = new Map();
  for (const [id, { schema }] of schemas) {
    if (forms.get(id)?.form === 'interface') continue;
    const all = new Set<SchemaId>();
    const above = new Set<SchemaId>();
    collect(schema, all, above);
    eager.set(id, all);
    inherited.set(id, above);
  }
  const cuts: Edges = new Map();
  const component = components(eager);
  for (const [id, parents] of inherited) {
    const circular = [...parents].filter((parent) => component.get(parent) === component.get(id));
    if (circular.length > 0) cuts.set(id, new Set(circular));
  }
  cutBackEdges(eager, cuts);
  return cuts;
}

/** Collects the references outside of arrays, tuples and objects, whose contents TypeScript resolves late. */
function collect(schema: Schema, all: Set<SchemaId>, inherited: Set<SchemaId>): void {
  if (schema.kind === 'ref') all.add(schema.id);
  if (schema.kind !== 'union' && schema.kind !== 'intersection') return;
  for (const member of schema.members) {
    if (schema.kind === 'intersection' && member.kind === 'ref') inherited.add(member.id);
    collect(member, all, inherited);
  }
}

/** Returns the strongly connected components, by Tarjan's algorithm. */
function components(edges: Edges): Map<SchemaId, number> {
  const index = new Map<SchemaId, number>();
  const low = new Map<SchemaId, number>();
  const component = new Map<SchemaId, number>();
  const stack: SchemaId[] = [];
  const visit = (id: SchemaId): number => {
    let lowest = index.size;
    index.set(id, lowest);
    stack.push(id);
    const own = lowest;
    for (const next of edges.get(id) ?? []) {
      if (!edges.has(next) || component.has(next)) continue;
      lowest = Math.min(lowest, index.has(next) ? (low.get(next) ?? index.get(next) ?? 0) : visit(next));
    }
    low.set(id, lowest);
    if (lowest === own) {
      for (let member = stack.pop(); member !== undefined; member = member === id ? undefined : stack.pop()) {
        component.set(member, own);
      }
    }
    return lowest;
  };
  for (const id of edges.keys()) if (!index.has(id)) visit(id);
  return component;
}

/** Cuts the remaining circles at the reference that leads back, in document order. */
function cutBackEdges(edges: Edges, cuts: Edges): void {
  const state = new Map<SchemaId, 'open' | 'done'>();
  const visit = (id: SchemaId): void => {
    state.set(id, 'open');
    for (const next of edges.get(id) ?? []) {
      if (!edges.has(next) || cuts.get(id)?.has(next)) continue;
      if (state.get(next) === 'open') cuts.set(id, new Set([...(cuts.get(id) ?? []), next]));
      else if (!state.has(next)) visit(next);
    }
    state.set(id, 'done');
  };
  for (const id of edges.keys()) if (!state.has(id)) visit(id);
}
