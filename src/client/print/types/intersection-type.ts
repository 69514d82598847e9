import type { Schema } from '../../../model/schema.ts';
import { intersectionOf, type Type, UNKNOWN } from './type.ts';
import { schemaOf, type TypeScope } from './type-scope.ts';

/** Returns the type of `allOf`. */
export function intersectionType(schema: Schema & { kind: 'intersection' }, scope: TypeScope): Type {
  const members = schema.members.flatMap((member) => ownParts(member, scope)).filter((member) => !isOpen(member));
  if (members.length === 0 && schema.members.some(isOpen)) return { kind: 'object', members: [], index: UNKNOWN };
  return intersectionOf(members.map((member) => scope.typeOf(member, scope)));
}

/** Returns the objects that the target of a reference declares itself, if the reference must be cut. */
function ownParts(member: Schema, scope: TypeScope): readonly Schema[] {
  if (member.kind !== 'ref' || !scope.cut.has(member.id)) return [member];
  const target = schemaOf(member.id, scope);
  return target?.kind === 'intersection' ? target.members.filter((part) => part.kind === 'object') : [];
}

/** An object that declares nothing adds nothing to the others. */
function isOpen(schema: Schema): boolean {
  return schema.kind === 'object' && schema.properties.length === 0 && schema.additional === undefined;
}
