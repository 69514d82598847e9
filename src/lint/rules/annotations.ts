import { extensions } from '../../annotation/extensions.ts';
import { sharedName } from '../../annotation/x-pagination/shared-strategies.ts';
import { isMisspelledKey } from '../../annotation/x-pagination/x-pagination.ts';
import { infer } from '../../inference/infer.ts';
import { operationLabel } from '../../model/operation.ts';
import { elementsOf, keyLocation, type Located, memberOf, membersOf } from '../../shared/json.ts';
import { defineRule } from '../rule.ts';

/** An operation that looks like a list should have an annotation, or `x-pagination: false`. */
export const paginationListWithoutAnnotation = defineRule({
  id: 'pagination-list-without-annotation',
  severity: 'warning',
  summary: 'An operation looks like a paginated list, but has no pagination annotation.',
  options: { minConfidence: 0.6 },
  visit: {
    api(api, { document, options, report }) {
      const proposals = infer(api, Number(options.minConfidence)).proposals;
      for (const { method, path, annotation, confidence } of proposals) {
        const operation = api.operations.find((each) => each.method === method && each.path === path);
        const node = operation && document.at(operation.location);
        // If the annotation is there but invalid or misspelled, its own error says so.
        if (operation === undefined || node === undefined || isAnnotated(node)) continue;
        report({
          message: `${operationLabel(operation)} looks like a list in the style \`${annotation.style}\` (confidence ${confidence.toFixed(2)}), but has no pagination annotation.`,
          hint: 'Run `pagegen annotate` for a proposal, or write `x-pagination: false` if it is not paginated.',
          subject: operationLabel(operation),
          location: keyLocation(operation.location),
        });
      }
    },
  },
});

function isAnnotated(operation: Located): boolean {
  const keys = new Set<string>(extensions.map(({ key }) => key));
  return membersOf(operation).some(([key, { value }]) => keys.has(key) || isMisspelledKey(key, value));
}

/** Requests after the first omit these parameters, so the API must not require them. */
export const paginationFirstPageOnlyRequired = defineRule({
  id: 'pagination-first-page-only-required',
  severity: 'error',
  summary: 'A parameter is required, but only the first request sends it.',
  visit: {
    strategy({ request, places, location }, operation, { report }) {
      for (const parameter of request.firstPageOnly) {
        if (!parameter.required) continue;
        report({
          message: `\`request.firstPageOnly\` names the ${parameter.in} parameter \`${parameter.name}\`, which ${operationLabel(operation)} requires in every request.`,
          hint: 'Remove it from `firstPageOnly`, or make the parameter optional.',
          location: places.get('request.firstPageOnly') ?? location,
          related: [{ message: 'The parameter is declared here.', location: parameter.location }],
        });
      }
    },
  },
});

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
