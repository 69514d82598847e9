import { sharedName } from '../../annotation/x-pagination/shared-strategies.ts';
import { elementsOf, keyLocation, type Located, memberOf, membersOf } from '../../shared/json.ts';
import { defineRule } from '../rule.ts';

/** An unused strategy is verified against no operation, so its mistakes stay. */
export const paginationUnusedSharedStrategy = defineRule({
  id: 'pagination-unused-shared-strategy',
  severity: 'warning',
  summary: 'A shared strategy is not used by any operation.',
  visit: {
    api({ operations }, { document, report }) {
      const components = memberOf(document.root, 'components');
      const shared = components && memberOf(components, 'x-pagination');
      if (shared === undefined) return;
      const used = new Set<string>();
      const use = (node: Located | undefined): void => {
        for (const name of node === undefined ? [] : namesIn(node)) {
          if (used.has(name)) continue;
          used.add(name);
          use(memberOf(shared, name));
        }
      };
      for (const { location } of operations) {
        const node = document.at(location);
        use(node && memberOf(node, 'x-pagination'));
      }
      for (const [name, { location }] of membersOf(shared)) {
        if (used.has(name)) continue;
        report({ message: `No operation uses the shared strategy \`${name}\`.`, location: keyLocation(location) });
      }
    },
  },
});

/** Returns the names of the shared strategies that a strategy, or a list of strategies, refers to. */
function namesIn(node: Located): string[] {
  if (typeof node.value === 'string') return [node.value];
  if (Array.isArray(node.value)) return elementsOf(node).flatMap(namesIn);
  const parent = memberOf(node, 'extends')?.value;
  const reference = memberOf(node, '$ref')?.value;
  const target = typeof reference === 'string' ? sharedName(reference) : undefined;
  return [...(typeof parent === 'string' ? [parent] : []), ...(target === undefined ? [] : [target])];
}
