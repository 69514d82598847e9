import { extensions } from '../../annotation/extensions.ts';
import { isMisspelledKey } from '../../annotation/x-pagination/own-format.ts';
import { infer } from '../../inference/infer.ts';
import { operationLabel } from '../../model/operation.ts';
import { keyLocation, type Located, membersOf } from '../../shared/json.ts';
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
