import { elementsOf, isJsonObject, type Located, memberOf, membersOf, valueIn } from '../../shared/json.ts';
import type { Context } from './context.ts';

/**
 * Keywords for generic types (JSON Schema 2020-12 section 8.2.3.2): a page has `$dynamicRef: '#item'`, and a page of leads
 * refers to it and declares `$dynamicAnchor: item` again.
 */
const DEFINITIONS = ['$defs', 'definitions'];
const DECLARING = ['$dynamicAnchor', ...DEFINITIONS];

/** Returns the anchors that a schema declares: its own, and those of its definitions. */
function anchorsOf(node: Located): [string, Located][] {
  const { value } = node;
  if (!isJsonObject(value)) return [];
  if (!DECLARING.some((key) => Object.hasOwn(value, key))) return [];
  const definitions = DEFINITIONS.flatMap((key) => {
    const member = memberOf(node, key);
    return member === undefined ? [] : membersOf(member).map(([, definition]) => definition);
  });
  return [node, ...definitions].flatMap((schema): [string, Located][] => {
    const name = valueIn(schema, '$dynamicAnchor');
    return typeof name === 'string' ? [[name, schema]] : [];
  });
}

/** True if a schema with a reference declares anchors for the schema that it refers to. */
export function declaresAnchors(node: Located): boolean {
  return anchorsOf(node).length > 0;
}

/** Returns the context inside a schema. The outermost schema that declares an anchor decides where it leads. */
export function insideSchema(ctx: Context, node: Located): Context {
  const anchors = anchorsOf(node);
  return anchors.length === 0 ? ctx : { ...ctx, dynamic: new Map([...anchors, ...(ctx.dynamic ?? [])]) };
}

/** Finds the target of a `$dynamicRef`. */
export function dynamicTarget(ctx: Context, node: Located, reference: string): Located | undefined {
  const name = /#([^/]+)$/.exec(reference)?.[1];
  const anchored = name === undefined ? undefined : ctx.dynamic?.get(name);
  const target = anchored ?? ctx.document.follow({ value: { $ref: reference }, location: node.location });
  return target?.location.pointer === node.location.pointer && target.location.file === node.location.file
    ? undefined
    : target;
}

/**
 * True if a schema means something else in this scope than by itself: a `$dynamicRef` in it, or in a schema that it
 * refers to, leads to an anchor that a schema outside of it declares.
 */
export function dependsOnScope(ctx: Context, target: Located): boolean {
  if (ctx.dynamic === undefined || ctx.expanding?.has(target.value)) return false;
  const own = new Map(anchorsOf(target));
  const names = [...ctx.dynamic].filter(([name, schema]) => own.get(name)?.value !== schema.value);
  return names.length > 0 && refersTo(ctx, target, new Set(names.map(([name]) => name)));
}

function refersTo(ctx: Context, target: Located, names: ReadonlySet<string>): boolean {
  const seen = new Set<unknown>();
  const open: Located[] = [target];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value } = next;
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    const dynamic = valueIn(next, '$dynamicRef');
    if (typeof dynamic === 'string' && names.has(dynamic.split('#')[1] ?? '')) return true;
    if (typeof valueIn(next, '$ref') === 'string') {
      const found = ctx.document.follow(next);
      if (found !== undefined) open.push(found);
    }
    for (const [, member] of membersOf(next)) open.push(member);
    open.push(...elementsOf(next));
  }
  return false;
}
