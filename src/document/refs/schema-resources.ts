import { formatPointer, type Location, parsePointer } from '../../shared/json.ts';
import { isRemote } from '../../shared/paths.ts';
import type { SourceDocument } from '../parse/source-document.ts';
import type { Node } from './resolved-document.ts';

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
export function findResources({ file, data, text, elsewhere }: SourceDocument): readonly SchemaResource[] {
  interface Building extends SchemaResource {
    readonly anchors: Map<string, Node>;
  }
  const top: Building = { uri: uriOfFile(file, data), tokens: [], anchors: new Map() };
  const found = [top];
  // Hardly any document has these keywords, and looking at every value takes as long as parsing.
  if (elsewhere === undefined && !/\$(?:id|anchor)/.test(text)) return found;
  const stack: { value: unknown; tokens: readonly string[]; resource: Building }[] = [
    { value: data, tokens: [], resource: top },
  ];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { value, tokens } = next;
    if (typeof value !== 'object' || value === null) continue;
    const { $id: id, $anchor: anchor } = value as { $id?: unknown; $anchor?: unknown };
    let { resource } = next;
    const node: Node = { value, location: { file, pointer: formatPointer(tokens) } };
    const uri = typeof id === 'string' && tokens.length > 0 ? resolveUri(id, resource.uri) : undefined;
    if (uri !== undefined && uri !== resource.uri) {
      resource = { uri, tokens, anchors: new Map() };
      found.push(resource);
    }
    // Before `$anchor`, drafts 6 and 7 wrote `$id: '#name'`.
    const name =
      typeof anchor === 'string' ? anchor : typeof id === 'string' && id[0] === '#' ? id.slice(1) : undefined;
    if (name !== undefined && !resource.anchors.has(name)) resource.anchors.set(name, node);
    for (const [key, member] of Object.entries(value).reverse()) {
      if (DATA.has(key) || key.startsWith('x-')) continue;
      stack.push({ value: member, tokens: [...tokens, key], resource });
    }
  }
  return found;
}

/** Returns the innermost resource that contains a place. */
export function resourceAt(resources: readonly SchemaResource[], { pointer }: Location): SchemaResource | undefined {
  const tokens = resources.length > 1 ? (parsePointer(pointer) ?? []) : [];
  return resources.findLast((resource) => resource.tokens.every((token, index) => token === tokens[index]));
}

/** Resolves a reference without its fragment. Returns undefined for text that is not a URI reference. */
export function resolveUri(reference: string, base: string): string | undefined {
  const address = reference.split('#', 1)[0] ?? '';
  return URL.canParse(address, base) ? new URL(address, base).href : undefined;
}

/** OpenAPI 3.2 lets a document name its own URI in `$self`; a file that is a schema has an `$id`. */
function uriOfFile(file: string, data: unknown): string {
  const { $self: self, $id: id } = (data ?? {}) as { $self?: unknown; $id?: unknown };
  const base = isRemote(file) ? file : `file:///${encodeURI(file.replaceAll('\\', '/').replace(/^\/+/, ''))}`;
  const own = typeof self === 'string' ? self : typeof id === 'string' ? id : '';
  return resolveUri(own, base) ?? base;
}
