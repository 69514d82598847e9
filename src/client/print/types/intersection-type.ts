import type { Schema } from '../../../model/schema.ts';
import { objectType } from './object-type.ts';
import { typeOf } from './print-type.ts';
import { deferred, schemaOf, type TypeScope } from './type-scope.ts';
import { intersectionOf, type TypeText, term } from './type-text.ts';

/** `allOf`: all of the members that say something. */
export function intersectionType(
  schema: Schema & { kind: 'intersection' },
  scope: TypeScope,
  indent: string,
): TypeText {
  const members = schema.members.flatMap((member) => ownParts(member, scope)).filter((member) => !isOpen(member));
  const [first, ...others] = members;
  if (first === undefined) return term(schema.members.some(isOpen) ? '{ [key: string]: unknown }' : 'unknown');
  if (others.length === 0) return typeOf(first, scope, indent);
  return intersectionOf(
    members.map((member) =>
      member.kind === 'object' ? term(objectType(member, deferred(scope), indent)) : typeOf(member, scope, indent),
    ),
  );
}

/** In place of a reference that has to be left out, the objects that its target declares itself. */
function ownParts(member: Schema, scope: TypeScope): readonly Schema[] {
  if (member.kind !== 'ref' || !scope.cut.has(member.id)) return [member];
  const target = schemaOf(member.id, scope);
  return target?.kind === 'intersection' ? target.members.filter((part) => part.kind === 'object') : [];
}

/** An object without a word about its members, beside others, says no more than they do. */
function isOpen(schema: Schema): boolean {
  return schema.kind === 'object' && schema.properties.length === 0 && schema.additional === undefined;
}
