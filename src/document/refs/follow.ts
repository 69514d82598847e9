import { formatPointer } from '../../shared/json.ts';
import type { SourceDocument } from '../parse/source-document.ts';
import { type AllowedTargets, type RejectedReference, readReference, type Target } from './reference.ts';
import type { Node } from './resolved-document.ts';

/** The result of looking up one `$ref`. `unread`: its file was not loaded, or could not be loaded. */
export type ReferenceStep =
  | { readonly kind: 'found'; readonly node: Node }
  | { readonly kind: 'rejected'; readonly reason: RejectedReference }
  | { readonly kind: 'unread'; readonly target: Target }
  | { readonly kind: 'dangling'; readonly target: Target; readonly source: SourceDocument };

export interface Follower {
  step(reference: string, file: string): ReferenceStep;
  follow(node: Node): Node | undefined;
}

/** Creates a follower of references between loaded files. It looks up every reference of a file once. */
export function createFollower(sources: ReadonlyMap<string, SourceDocument>, allowed: AllowedTargets): Follower {
  // File → reference → result.
  const steps = new Map<string, Map<string, ReferenceStep>>();
  const ends = new Map<string, Map<string, Node | undefined>>();
  const anchors = new Map<string, ReadonlyMap<string, Node>>();

  function step(reference: string, file: string): ReferenceStep {
    const known = getOrCreate(steps, file);
    const earlier = known.get(reference);
    if (earlier !== undefined) return earlier;
    const found = lookUp(reference, file);
    // The other results may change when more files are loaded.
    if (found.kind === 'found') known.set(reference, found);
    return found;
  }

  function lookUp(reference: string, file: string): ReferenceStep {
    const target = readReference(withoutSelf(reference, sources.get(file)), file, allowed);
    if ('code' in target) return { kind: 'rejected', reason: target };
    const source = sources.get(target.file);
    if (source === undefined) return { kind: 'unread', target };
    const node = target.tokens ? findNode(source, target.tokens) : anchorsOf(source).get(target.anchor ?? '');
    return node ? { kind: 'found', node } : { kind: 'dangling', target, source };
  }

  function anchorsOf(source: SourceDocument): ReadonlyMap<string, Node> {
    const known = anchors.get(source.file) ?? collectAnchors(source);
    anchors.set(source.file, known);
    return known;
  }

  function follow(node: Node): Node | undefined {
    const chain: { readonly known: Map<string, Node | undefined>; readonly reference: string }[] = [];
    let current: Node | undefined = node;
    while (current) {
      const reference = referenceOf(current.value);
      if (reference === undefined) break;
      const { file } = current.location;
      const known = getOrCreate(ends, file);
      if (known.has(reference)) {
        current = known.get(reference);
        break;
      }
      // If the chain returns to this reference, it is a circle and ends in undefined.
      known.set(reference, undefined);
      chain.push({ known, reference });
      const next = step(reference, file);
      current = next.kind === 'found' ? next.node : undefined;
    }
    for (const { known, reference } of chain) known.set(reference, current);
    return current;
  }

  return { step, follow };
}

function getOrCreate<Value>(maps: Map<string, Map<string, Value>>, key: string): Map<string, Value> {
  const known = maps.get(key) ?? new Map<string, Value>();
  maps.set(key, known);
  return known;
}

/** Returns a reference without the document's own URI (`$self`, OpenAPI 3.2), so that it leads into that document. */
function withoutSelf(reference: string, source: SourceDocument | undefined): string {
  const self = (source?.data as { $self?: unknown } | null | undefined)?.$self;
  if (typeof self !== 'string' || self === '' || !reference.startsWith(self)) return reference;
  const rest = reference.slice(self.length);
  return rest === '' || rest.startsWith('#') ? rest || '#' : reference;
}

/** Returns the text of a value's `$ref`, or undefined if it has none. */
export function referenceOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, '$ref')) return undefined;
  const reference = (value as { $ref: unknown }).$ref;
  return typeof reference === 'string' ? reference : undefined;
}

/** Finds a value. In an upgraded document, the reference comes from the upgrader or from the author. */
function findNode(source: SourceDocument, tokens: readonly string[]): Node | undefined {
  return nodeAt(source, tokens) ?? (source.upgraded && nodeAt(source, source.upgraded.target(tokens)));
}

function nodeAt(source: SourceDocument, tokens: readonly string[]): Node | undefined {
  let value = source.data;
  for (const token of tokens) {
    const member = findMember(value, token);
    if (!member.found) return undefined;
    value = member.value;
  }
  return { value, location: { file: source.file, pointer: formatPointer(tokens) } };
}

/** Looks up the member or item `token` of a value. */
export function findMember(value: unknown, token: string): { found: true; value: unknown } | { found: false } {
  if (Array.isArray(value)) {
    return /^(?:0|[1-9]\d*)$/.test(token) && Number(token) < value.length
      ? { found: true, value: value[Number(token)] }
      : { found: false };
  }
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token)) return { found: false };
  return { found: true, value: (value as Record<string, unknown>)[token] };
}

function collectAnchors(source: SourceDocument): ReadonlyMap<string, Node> {
  const found = new Map<string, Node>();
  const stack: { value: unknown; tokens: readonly string[] }[] = [{ value: source.data, tokens: [] }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { value, tokens } = next;
    if (typeof value !== 'object' || value === null) continue;
    const anchor = (value as { $anchor?: unknown }).$anchor;
    if (typeof anchor === 'string')
      found.set(anchor, { value, location: { file: source.file, pointer: formatPointer(tokens) } });
    for (const [key, member] of Object.entries(value)) stack.push({ value: member, tokens: [...tokens, key] });
  }
  return found;
}
