import { formatPointer, type Location, parsePointer } from '../../shared/json.ts';
import { isRemote } from '../../shared/paths.ts';
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
  /** Looks up the reference of a value at this place. */
  step(reference: string, location: Location): ReferenceStep;
  follow(node: Node): Node | undefined;
  /** Returns what the reference of a node leads to, which can be another reference. */
  next(node: Node): Node | undefined;
}

/** Creates a follower of references between loaded files. It looks up every reference of a file once. */
export function createFollower(sources: ReadonlyMap<string, SourceDocument>, allowed: AllowedTargets): Follower {
  // File and schema resource → reference → result.
  const steps = new Map<string, Map<string, ReferenceStep>>();
  const ends = new Map<string, Map<string, Node | undefined>>();
  const resources = new Map<string, readonly SchemaResource[]>();

  function step(reference: string, location: Location): ReferenceStep {
    const known = getOrCreate(steps, scopeOf(location));
    const earlier = known.get(reference);
    if (earlier !== undefined) return earlier;
    const found = lookUp(reference, location);
    // The other results may change when more files are loaded.
    if (found.kind === 'found') known.set(reference, found);
    return found;
  }

  /** Returns a key for the places in which equal references have the same target. */
  function scopeOf(location: Location): string {
    const source = sources.get(location.file);
    return `${location.file}#${source && resourceAt(resourcesOf(source), location)?.uri}`;
  }

  function lookUp(reference: string, location: Location): ReferenceStep {
    const known = lookUpByUri(reference, location);
    if (known !== undefined) return { kind: 'found', node: known };
    const target = readReference(reference, location.file, allowed);
    if ('code' in target) return { kind: 'rejected', reason: target };
    const source = sources.get(target.file);
    if (source === undefined) return { kind: 'unread', target };
    const node = target.tokens ? findNode(source, target.tokens) : anchorIn(source, target.anchor ?? '');
    return node ? { kind: 'found', node } : { kind: 'dangling', target, source };
  }

  /**
   * Looks up a reference to a schema with an `$id`, or to a part of it. If there is none, the reference is read as a
   * path: authors write `#/components/…` and names of files inside such schemas too.
   */
  function lookUpByUri(reference: string, location: Location): Node | undefined {
    const source = sources.get(location.file);
    const base = source && resourceAt(resourcesOf(source), location);
    // The usual case: a reference inside of the document.
    if (base?.tokens.length === 0 && reference.startsWith('#')) return undefined;
    const uri = base && resolveUri(reference, base.uri);
    const fragment = readReference(`#${reference.split('#').slice(1).join('#')}`, location.file, allowed);
    if (uri === undefined || 'code' in fragment) return undefined;
    for (const each of sources.values()) {
      const resource = resourcesOf(each).find((candidate) => candidate.uri === uri);
      if (resource === undefined) continue;
      if (fragment.tokens === undefined) return resource.anchors.get(fragment.anchor ?? '');
      return findNode(each, [...resource.tokens, ...fragment.tokens]);
    }
    return undefined;
  }

  function resourcesOf(source: SourceDocument): readonly SchemaResource[] {
    const known = resources.get(source.file) ?? findResources(source);
    resources.set(source.file, known);
    return known;
  }

  function anchorIn(source: SourceDocument, name: string): Node | undefined {
    return resourcesOf(source)
      .find(({ anchors }) => anchors.has(name))
      ?.anchors.get(name);
  }

  function follow(node: Node): Node | undefined {
    const chain: { readonly known: Map<string, Node | undefined>; readonly reference: string }[] = [];
    let current: Node | undefined = node;
    while (current) {
      const reference = referenceOf(current.value);
      if (reference === undefined) break;
      const known = getOrCreate(ends, scopeOf(current.location));
      if (known.has(reference)) {
        current = known.get(reference);
        break;
      }
      // If the chain returns to this reference, it is a circle and ends in undefined.
      known.set(reference, undefined);
      chain.push({ known, reference });
      current = next(current);
    }
    for (const { known, reference } of chain) known.set(reference, current);
    return current;
  }

  function next(node: Node): Node | undefined {
    const reference = referenceOf(node.value);
    const found = reference === undefined ? undefined : step(reference, node.location);
    return found?.kind === 'found' ? found.node : undefined;
  }

  return { step, follow, next };
}

function getOrCreate<Value>(maps: Map<string, Map<string, Value>>, key: string): Map<string, Value> {
  const known = maps.get(key) ?? new Map<string, Value>();
  maps.set(key, known);
  return known;
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

/**
 * A part of a file that references are relative to: the whole file, or a schema with an `$id` (JSON Schema 2020-12,
 * sections 4.3.5 and 8.2.1).
 */
export interface SchemaResource {
  /** Absolute URI without a fragment. */
  readonly uri: string;
  readonly tokens: readonly string[];
  /** Name → schema with this `$anchor`. */
  readonly anchors: ReadonlyMap<string, Node>;
}

/** Fields whose values are data, in which `$id` and `$anchor` are names like any other. */
const DATA = new Set(['const', 'default', 'enum', 'example', 'examples', 'mapping', 'value']);

/** Finds the resources of a file: first the file itself, then the others in document order. */
function findResources({ file, data, text, elsewhere }: SourceDocument): readonly SchemaResource[] {
  interface Building extends SchemaResource {
    readonly anchors: Map<string, Node>;
  }
  const top: Building = { uri: uriOfFile(file, data), tokens: [], anchors: new Map() };
  const found = [top];
  // Hardly any document has these keywords, and looking at every value takes as long as parsing.
  if (elsewhere === undefined && !/\$(?:id|anchor|dynamicAnchor)/.test(text)) return found;
  const stack: { value: unknown; tokens: readonly string[]; resource: Building }[] = [
    { value: data, tokens: [], resource: top },
  ];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { value, tokens } = next;
    if (typeof value !== 'object' || value === null) continue;
    const { $id: id, $anchor: anchor, $dynamicAnchor: dynamic } = value as Readonly<Record<string, unknown>>;
    let { resource } = next;
    const node: Node = { value, location: { file, pointer: formatPointer(tokens) } };
    const uri = typeof id === 'string' && tokens.length > 0 ? resolveUri(id, resource.uri) : undefined;
    if (uri !== undefined && uri !== resource.uri) {
      resource = { uri, tokens, anchors: new Map() };
      found.push(resource);
    }
    // Before `$anchor`, drafts 6 and 7 wrote `$id: '#name'`.
    const names = [anchor, dynamic, typeof id === 'string' && id[0] === '#' && id.slice(1)];
    for (const name of names) {
      if (typeof name === 'string' && !resource.anchors.has(name)) resource.anchors.set(name, node);
    }
    for (const [key, member] of Object.entries(value).reverse()) {
      if (DATA.has(key) || key.startsWith('x-')) continue;
      stack.push({ value: member, tokens: [...tokens, key], resource });
    }
  }
  return found;
}

/** Returns the innermost resource that contains a place. */
function resourceAt(resources: readonly SchemaResource[], { pointer }: Location): SchemaResource | undefined {
  const tokens = resources.length > 1 ? (parsePointer(pointer) ?? []) : [];
  return resources.findLast((resource) => resource.tokens.every((token, index) => token === tokens[index]));
}

/** Resolves a reference without its fragment. Returns undefined for text that is not a URI reference. */
function resolveUri(reference: string, base: string): string | undefined {
  const address = reference.split('#', 1)[0] ?? '';
  // `URL` resolves nothing against a URN, not even an empty text.
  if (address === '') return base;
  return URL.canParse(address, base) ? new URL(address, base).href : undefined;
}

/** OpenAPI 3.2 lets a document name its own URI in `$self`; a file that is a schema has an `$id`. */
function uriOfFile(file: string, data: unknown): string {
  const { $self: self, $id: id } = (data ?? {}) as { $self?: unknown; $id?: unknown };
  const base = isRemote(file) ? file : `file:///${encodeURI(file.replaceAll('\\', '/').replace(/^\/+/, ''))}`;
  const own = typeof self === 'string' ? self : typeof id === 'string' ? id : '';
  return resolveUri(own, base) ?? base;
}
