import type { Property, Schema, SchemaId } from '../../model/schema.ts';
import type { Schemas } from '../../model/schema-kinds.ts';

/** How a named schema is declared. */
type ModelForm = { readonly form: 'interface'; readonly parents: readonly SchemaId[] } | { readonly form: 'alias' };

const ALIAS: ModelForm = { form: 'alias' };

/**
 * The form of every named schema: an interface for an object, also where `allOf` joins objects with interfaces that
 * declare no property of theirs and no index signature; an alias for all else.
 */
export function modelForms(schemas: Schemas): ReadonlyMap<SchemaId, ModelForm> {
  const forms = new Map<SchemaId, ModelForm>();
  const members = new Map<SchemaId, ReadonlyMap<string, Property>>();
  const formOf = (id: SchemaId): ModelForm => {
    const known = forms.get(id);
    if (known !== undefined) return known;
    // A schema that is asked for while its form is being decided is its own parent.
    forms.set(id, ALIAS);
    const found = inspect(schemas.get(id)?.schema);
    forms.set(id, found?.form ?? ALIAS);
    if (found !== undefined) members.set(id, found.members);
    return forms.get(id) ?? ALIAS;
  };
  const inspect = (schema: Schema | undefined) => {
    if (schema?.kind === 'object')
      return { form: { form: 'interface', parents: [] } as ModelForm, members: named([schema]) };
    if (schema?.kind !== 'intersection') return undefined;
    const own = schema.members.filter((member) => member.kind === 'object');
    const parents = schema.members.flatMap((member) => (member.kind === 'ref' ? [member.id] : []));
    if (own.length + parents.length < schema.members.length || parents.length === 0) return undefined;
    if (new Set(parents).size < parents.length || parents.some((id) => formOf(id).form !== 'interface'))
      return undefined;
    if (own.some((member) => narrows(member)) || parents.some((id) => hasNarrowIndex(id, schemas))) return undefined;
    const joined = join([
      ...parents.map((id) => members.get(id) ?? new Map()),
      ...own.map((member) => named([member])),
    ]);
    return joined && { form: { form: 'interface', parents } as ModelForm, members: joined };
  };
  for (const id of schemas.keys()) formOf(id);
  return forms;
}

/** All properties together; undefined where two different ones have one name. */
function join(maps: readonly ReadonlyMap<string, Property>[]): ReadonlyMap<string, Property> | undefined {
  const all = new Map<string, Property>();
  for (const map of maps) {
    for (const [name, property] of map) {
      if (all.has(name) && all.get(name) !== property) return undefined;
      all.set(name, property);
    }
  }
  return all;
}

function named(objects: readonly (Schema & { kind: 'object' })[]): ReadonlyMap<string, Property> {
  return new Map(objects.flatMap(({ properties }) => properties.map((property) => [property.name, property])));
}

/** An index signature that is narrower than `unknown` binds every property of parents and children. */
function narrows(schema: Schema): boolean {
  return schema.kind === 'object' && schema.additional !== undefined && schema.additional.kind !== 'unknown';
}

function hasNarrowIndex(id: SchemaId, schemas: Schemas, seen: Set<SchemaId> = new Set()): boolean {
  const schema = schemas.get(id)?.schema;
  if (schema === undefined || seen.has(id)) return false;
  seen.add(id);
  if (schema.kind !== 'intersection') return narrows(schema);
  return schema.members.some((member) =>
    member.kind === 'ref' ? hasNarrowIndex(member.id, schemas, seen) : narrows(member),
  );
}

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
