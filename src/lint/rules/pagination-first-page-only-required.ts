import { nameOf } from '../lists.ts';
import { defineRule } from '../rule.ts';

/** Pages after the first leave these parameters out, so the API must be able to do without them. */
export const paginationFirstPageOnlyRequired = defineRule({
  id: 'pagination-first-page-only-required',
  severity: 'error',
  summary: 'A parameter is required, but the pages after the first leave it out.',
  visit: {
    strategy({ request, places, location }, operation, { report }) {
      for (const parameter of request.firstPageOnly) {
        if (!parameter.required) continue;
        report({
          message: `\`request.firstPageOnly\` names the ${parameter.in} parameter \`${parameter.name}\`, which ${nameOf(operation)} requires with every page.`,
          location: places.get('request.firstPageOnly') ?? location,
          related: [{ message: 'The parameter is declared here.', location: parameter.location }],
        });
      }
    },
  },
});
