import { operationLabel } from '../../model/operation.ts';
import { defineRule } from '../rule.ts';

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
