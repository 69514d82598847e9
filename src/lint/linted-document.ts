import { parsePointer } from '../ir/json-pointer.ts';
import { elementsOf, isJsonObject, type Located, memberOf } from '../ir/located.ts';
import type { Location } from '../ir/location.ts';
import type { LintedDocument } from './rule.ts';

/** A resolved document, as the linter needs it. */
interface Resolved {
  readonly root: Located;
  readonly sources: ReadonlyMap<string, { readonly data: unknown }>;
  follow(node: Located): Located | undefined;
}

/** The document, with look-up of values by place. */
export function lintedDocument({ root, sources, follow }: Resolved): LintedDocument {
  return {
    root,
    follow,
    at({ file, pointer }: Location) {
      const source = sources.get(file);
      if (source === undefined) return undefined;
      let node: Located | undefined = { value: source.data, location: { file, pointer: '' } };
      for (const token of parsePointer(pointer) ?? []) {
        if (node === undefined) return undefined;
        node = isJsonObject(node.value) ? memberOf(node, token) : elementsOf(node)[Number(token)];
      }
      return node;
    },
  };
}
