import type { Property, Schema, SchemaId } from '../../model/schema.ts';
import type { Schemas } from '../../model/schema-kinds.ts';

/** How a named schema is declared. */
export type ModelForm =
  | { readonly form: 'interface'; readonly parents: readonly SchemaId[] }
  | { readonly form: 'alias' };

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
