import { operationLabel, type Server } from '../../model/operation.ts';
import type { Located } from '../../shared/json.ts';
import { memberOf } from '../../shared/json.ts';
import { examplesOf, lookUp } from '../examples/look-up.ts';
import { defineRule } from '../rule.ts';

/** Credentials must not be sent to another origin, so clients refuse to follow such a link. */
export const paginationForeignNextUrl = defineRule({
  id: 'pagination-foreign-next-url',
  severity: 'warning',
  summary: 'The URL of the next page has another origin than the servers of the API.',
  visit: {
    strategy({ response: { nextUrl } }, operation, context) {
      if (nextUrl?.in !== 'body' || nextUrl.select !== undefined) return;
      const origins = (operation.servers ?? context.api.servers).map(originOf).filter((origin) => origin !== undefined);
      if (origins.length === 0) return;
      const schema = nextUrl.schema && context.document.at(nextUrl.schema.location);
      const examples = examplesOf(operation, context).map((example) => lookUp(example, nextUrl.pointer));
      const values: (Located | undefined)[] = [
        schema && memberOf(schema, 'example'),
        ...examples.map((spot) => (spot.found ? spot.node : undefined)),
      ];
      for (const node of values) {
        const origin = typeof node?.value === 'string' ? originOf({ url: node.value, variables: [] }) : undefined;
        if (node === undefined || origin === undefined || origins.includes(origin)) continue;
        context.report({
          message: `The next page of ${operationLabel(operation)} is at ${origin} in this example, but the API is at ${origins.join(', ')}. Clients do not follow links to another origin.`,
          location: node.location,
        });
      }
    },
  },
});

/** Returns scheme, host and port, with variables at their defaults. Returns undefined for a relative URL. */
function originOf({ url, variables }: Pick<Server, 'url' | 'variables'>): string | undefined {
  const whole = variables.reduce((text, { name, default: value }) => text.replaceAll(`{${name}}`, value), url);
  return /^https?:/i.test(whole) && URL.canParse(whole) ? new URL(whole).origin : undefined;
}
