import { nearest } from '../diagnostics/nearest.ts';
import { keyOf, type Located, membersOf } from '../ir/located.ts';
import type { SecurityRequirement } from '../ir/operation.ts';
import { type Context, didYouMean } from './context.ts';
import { elementsIn, expectObject, expectStrings, memberIn } from './expect.ts';

/**
 * The `security` of the document or of an operation: alternatives, each of all its schemes together (OpenAPI 3.1.0
 * section 4.8.30). `schemes` are the names that `components.securitySchemes` defines: an alternative that names another
 * one can never be supplied, and is left out.
 *
 * @returns undefined where the field is absent: then the document's holds.
 */
export function securityRequirements(
  ctx: Context,
  owner: Located,
  schemes: readonly string[],
): SecurityRequirement[] | undefined {
  if (memberIn(ctx, owner, 'security') === undefined) return undefined;
  return elementsIn(ctx, owner, 'security').flatMap((element) => {
    const node = expectObject(ctx, element, 'A security requirement');
    return node === undefined ? [] : (requirement(ctx, node, schemes) ?? []);
  });
}

function requirement(ctx: Context, node: Located, schemes: readonly string[]): SecurityRequirement | undefined {
  const entries = membersOf(node).flatMap(([name, member]) => {
    if (schemes.includes(name)) return [[name, expectStrings(ctx, member, name)] as const];
    ctx.report({
      code: 'unknown-security-scheme',
      severity: 'warning',
      message: `The security scheme \`${name}\` is not defined under components.securitySchemes; nothing is sent for it.`,
      ...didYouMean(nearest(name, schemes)),
      location: keyOf(member.location),
    });
    return [];
  });
  return entries.length < membersOf(node).length ? undefined : new Map(entries);
}
