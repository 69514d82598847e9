import { extensions } from '../../annotation/extensions.ts';
import { infer } from '../../inference/infer.ts';
import { keyOf, memberOf } from '../../shared/json.ts';
import { nameOf } from '../lists.ts';
import { defineRule } from '../rule.ts';

/** What looks like a list gets an annotation, or says `false`. */
export const paginationListWithoutAnnotation = defineRule({
  id: 'pagination-list-without-annotation',
  severity: 'warning',
  summary: 'An operation looks like a paginated list, but no annotation says how it pages.',
  options: { minConfidence: 0.6 },
  visit: {
    api(api, { document, options, report }) {
      const proposals = infer(api, Number(options.minConfidence)).proposals;
      for (const { method, path, annotation, confidence } of proposals) {
        const operation = api.operations.find((each) => each.method === method && each.path === path);
        const node = operation && document.at(operation.location);
        // An annotation that is at fault is reported as such.
        const isAnnotated = extensions.some(({ key }) => node !== undefined && memberOf(node, key) !== undefined);
        if (operation === undefined || isAnnotated) continue;
        report({
          message: `${nameOf(operation)} looks like a list in the style \`${annotation.style}\` (confidence ${confidence.toFixed(2)}), but no annotation says how it pages.`,
          hint: 'Add `x-pagination`; `x-pagination: false` where it is not paginated.',
          location: keyOf(operation.location),
        });
      }
    },
  },
});
