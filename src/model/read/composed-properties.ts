import { nestedTooDeeply } from '../../shared/diagnostic.ts';
import { elementsOf, isJsonObject, type Located, memberOf, membersOf, valueIn } from '../../shared/json.ts';
import type { Context } from './context.ts';
import { declaresAnchors } from './dynamic-scope.ts';

/** Keywords next to a `$ref` that narrow the type. All others are notes. */
export const TYPE_KEYWORDS = [
  'type',
  'enum',
  'const',
  'properties',
  'required',
  'additionalProperties',
  'patternProperties',
  'items',
  'prefixItems',
  'allOf',
  'oneOf',
  'anyOf',
];

/** True if keywords next to a `$ref` narrow its type. OpenAPI 3.0 ignores them. */
export function narrows({ document }: Context, { value }: Located): boolean {
  return (
    document.version !== '3.0' && isJsonObject(value) && TYPE_KEYWORDS.some((keyword) => Object.hasOwn(value, keyword))
  );
}

/** Reference that changes nothing → the schema behind it. Every reference of a long chain is asked about. */
const behind = new WeakMap<Context['document'], Map<unknown, Located | undefined>>();

/**
 * Returns the schema that a reference stands for: the end of a chain of references, or the first one in it whose own
 * keywords change the type. Returns undefined for a dangling reference.
 */
export function schemaBehind(ctx: Context, node: Located): Located | undefined {
  const { document } = ctx;
  const known = behind.get(document) ?? new Map<unknown, Located | undefined>();
  behind.set(document, known);
  const passed: unknown[] = [];
  const end = document.follow(node);
  let target = end && document.next(node);
  while (target !== undefined && target.value !== end?.value && !isOwnType(ctx, target)) {
    if (known.has(target.value)) {
      target = known.get(target.value);
      break;
    }
    passed.push(target.value);
    target = document.next(target);
  }
  const found = target ?? end;
  for (const value of passed) known.set(value, found);
  return found;
}

/** True if the keywords of a schema with a `$ref` change the type of its target. */
export function isOwnType(ctx: Context, node: Located): boolean {
  const isNullable = valueIn(node, 'x-nullable') === true;
  return (
    isNullable ||
    declaresAnchors(node) ||
    narrows(ctx, node) ||
    (ctx.document.version !== '3.0' && valueIn(node, 'nullable') === true)
  );
}

/**
 * Returns the declarations of a property that one part of a composition requires and another part declares, as in
 * `allOf: [{ $ref: Lead }, { required: [id] }]`. There are several if each member of a `oneOf` or `anyOf` has one.
 *
 * @param whole the outermost schema of the composition
 */
export function declarationsOf(
  ctx: Context,
  whole: Located,
  name: string,
  known: Map<unknown, readonly Located[]> = new Map(),
): readonly Located[] {
  const earlier = known.get(whole.value);
  if (earlier !== undefined) return earlier;
  known.set(whole.value, []);
  const found = findDeclarations(ctx, whole, name, known);
  known.set(whole.value, found);
  return found;
}

function findDeclarations(
  ctx: Context,
  whole: Located,
  name: string,
  known: Map<unknown, readonly Located[]>,
): readonly Located[] {
  const parts = partsOf(ctx, whole);
  for (const part of parts) {
    const properties = memberOf(part, 'properties');
    const declaration = properties && memberOf(properties, name);
    if (declaration !== undefined) return [declaration];
  }
  for (const members of parts.flatMap((part) => [elementsAt(part, 'oneOf'), elementsAt(part, 'anyOf')])) {
    const found = members.map((member) => declarationsOf(ctx, member, name, known));
    if (found.length > 0 && found.every((each) => each.length > 0)) return found.flat();
  }
  return [];
}

/** Returns the declarations of a property in the union's member that requires it, otherwise in the whole composition. */
export function declarationsAround(ctx: Context, name: string): readonly Located[] {
  const { member, composition } = ctx;
  const near = member === undefined ? [] : declarationsOf(ctx, member, name);
  return near.length > 0 || composition === undefined ? near : declarationsOf(ctx, composition, name);
}

/** Returns the names that referenced parts of a composition require, and that only other parts of it declare. */
export function namesRequiredByReferences(ctx: Context, whole: Located): string[] {
  const names = new Set<string>();
  for (const part of directParts(ctx, whole)) {
    if (valueIn(part, '$ref') === undefined) continue;
    const inside = partsOf(ctx, part);
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
  return { ...ctx, report: () => {}, composition: undefined, member: undefined, isCopy: true };
}

/** Every schema of a chain is asked for all parts behind it, so that the time grows with the square of this number. */
const MOST_PARTS = 2000;

/**
 * Returns the schemas that apply to the same value: a schema, what it refers to, and its `allOf`.
 *
 * @throws InputError `nested-too-deeply` if there are more than 2,000
 */
function partsOf(ctx: Context, whole: Located): Located[] {
  const found: Located[] = [];
  const seen = new Set<unknown>();
  const add = (node: Located): boolean => {
    if (seen.has(node.value)) return false;
    seen.add(node.value);
    if (found.push(node) > MOST_PARTS) throw nestedTooDeeply();
    return true;
  };
  // Chains of bases can be longer than the call stack. The last element is the next one.
  const open: { readonly node: Located; readonly isSibling: boolean }[] = [{ node: whole, isSibling: false }];
  const push = (nodes: readonly Located[]): void => {
    for (const node of nodes.toReversed()) open.push({ node, isSibling: false });
  };
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, isSibling } = next;
    if (isSibling) {
      if (add(node)) push(elementsAt(node, 'allOf'));
      continue;
    }
    const target = schemaBehind(ctx, node);
    // In OpenAPI 3.1, the members next to a `$ref` apply too, after its target.
    if (target !== node && ctx.document.version !== '3.0') open.push({ node, isSibling: true });
    if (target !== undefined && add(target)) push(directParts(ctx, target));
  }
  return found;
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
