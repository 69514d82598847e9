import { elementsOf, type Located, memberOf, membersOf, valueIn } from '../../shared/json.ts';
import type { Context } from './context.ts';

/**
 * Returns the declaration of a property that one part of a composition requires and another part declares, as in
 * `allOf: [{ $ref: Lead }, { required: [id] }]`.
 *
 * @param whole the outermost schema of the composition
 */
export function declarationOf(ctx: Context, whole: Located, name: string): Located | undefined {
  for (const part of partsOf(ctx, whole, new Set())) {
    const properties = memberOf(part, 'properties');
    const declaration = properties && memberOf(properties, name);
    if (declaration !== undefined) return declaration;
  }
  return undefined;
}

/** Returns the names that referenced parts of a composition require, and that only other parts of it declare. */
export function namesRequiredByReferences(ctx: Context, whole: Located): string[] {
  const names = new Set<string>();
  for (const part of directParts(ctx, whole)) {
    if (valueIn(part, '$ref') === undefined) continue;
    const inside = [...partsOf(ctx, part, new Set())];
    const declared = new Set(inside.flatMap((each) => namesIn(each)));
    for (const name of inside.flatMap(requiredIn)) if (!declared.has(name)) names.add(name);
  }
  return [...names];
}

/**
 * Returns the context in which a declaration is read again for the part that requires it. Its faults are reported where
 * it is declared. A copy contains no copies: the types of both parts intersect, and the size would double with each
 * level of nested compositions.
 */
export function contextOfCopy(ctx: Context): Context {
  return { ...ctx, report: () => {}, composition: undefined, isCopy: true };
}

/** Iterates over the schemas that apply to the same value: a schema, what it refers to, and its `allOf`. */
function* partsOf(ctx: Context, node: Located, seen: Set<unknown>): Generator<Located> {
  const target = ctx.document.follow(node);
  if (target !== undefined && !seen.has(target.value)) {
    seen.add(target.value);
    yield target;
    for (const part of directParts(ctx, target)) yield* partsOf(ctx, part, seen);
  }
  // In OpenAPI 3.1, the members next to a `$ref` apply too.
  if (target === node || ctx.document.version === '3.0' || seen.has(node.value)) return;
  seen.add(node.value);
  yield node;
  for (const part of elementsAt(node, 'allOf')) yield* partsOf(ctx, part, seen);
}

function directParts(ctx: Context, node: Located): Located[] {
  const hasReference = typeof valueIn(node, '$ref') === 'string' && ctx.document.version !== '3.0';
  const target = hasReference ? [{ value: { $ref: valueIn(node, '$ref') }, location: node.location }] : [];
  return [...target, ...elementsAt(node, 'allOf')];
}

function elementsAt(node: Located, key: string): Located[] {
  const member = memberOf(node, key);
  return member === undefined ? [] : elementsOf(member);
}

function namesIn(node: Located): string[] {
  const properties = memberOf(node, 'properties');
  return properties === undefined ? [] : membersOf(properties).map(([name]) => name);
}

function requiredIn(node: Located): string[] {
  return elementsAt(node, 'required').flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
}
