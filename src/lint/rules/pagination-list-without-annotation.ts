import { extensions } from '../../annotation/extensions.ts';
import { infer } from '../../inference/infer.ts';
import { operationLabel } from '../../model/operation.ts';
import { keyLocation, memberOf } from '../../shared/json.ts';
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
        // If the annotation is there but invalid, its own error says so.
        const isAnnotated = extensions.some(({ key }) => node !== undefined && memberOf(node, key) !== undefined);
        if (operation === undefined || isAnnotated) continue;
        report({
          message: `${operationLabel(operation)} looks like a list in the style \`${annotation.style}\` (confidence ${confidence.toFixed(2)}), but has no pagination annotation.`,
          hint: 'Add `x-pagination`, or `x-pagination: false` if it is not paginated.',
          location: keyLocation(operation.location),
        });
      }
    },
  },
});
