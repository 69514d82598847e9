import type { Integration } from '../../model/api.ts';
import type { ClientPlan, GroupPlan } from '../plan/client-plan.ts';
import type { OperationPlan } from '../plan/operation-plan.ts';
import { describeLimits } from '../print/docs/pagination-doc.ts';
import { ENDINGS } from '../print/source-file.ts';
import { markdownCode, markdownLine, memberAccess } from '../print/syntax/escape.ts';
import { render } from './templates.ts';

/** Returns the `README.md` of a client. */
export function readme(plan: ClientPlan): string {
  const operations = plan.groups.flatMap((group) => group.operations.map((operation) => ({ group, operation })));
  const list =
    operations.find(({ operation }) => operation.strategies.length > 0 && isCallable(operation)) ??
    operations.find(({ operation }) => operation.strategies.length > 0);
  const call = operations.find(({ operation }) => isCallable(operation)) ?? operations[0];
  return render('README.md', {
    title: markdownLine(plan.title),
    className: plan.className,
    variable: plan.variableName,
    folder: 'client/',
    ending: ENDINGS[plan.importExtension],
    config: configExample(plan),
    list: list && example(list.group, list.operation),
    call: list === undefined && call !== undefined ? example(call.group, call.operation) : undefined,
    groups: plan.groups.map((group) => groupRows(group, plan)),
    integrations: plan.integrations.map(({ name, lists, reads, writes, schemas }) => ({
      file: `${name}.ts`,
      about: ABOUT[name].about,
      example: markdownCode(
        ABOUT[name].example ?? [...lists, ...reads, ...writes, ...(schemas?.models ?? [])][0]?.name ?? '',
      ),
    })),
  });
}

const ABOUT: Readonly<Record<Integration, { readonly about: string; readonly example?: string }>> = {
  tanstack: { about: 'options of queries, infinite queries and mutations of TanStack Query 5' },
  swr: { about: 'keys and fetchers for `useSWR` and `useSWRInfinite` of SWR 2' },
  msw: { about: 'handlers of Mock Service Worker 2 (`msw`), which serve the items and answers of a test' },
  zod: { about: 'schemas of Zod 4 (`zod`) for models, and validation of calls' },
  streams: { about: 'web streams of items and of NDJSON', example: 'toItemStream(list)' },
  'node-streams': { about: 'the same as `Readable` of Node.js', example: 'toItemReadable(list)' },
};

function isCallable({ params }: OperationPlan): boolean {
  return !params.some(({ required }) => required);
}

function example(group: GroupPlan, operation: OperationPlan) {
  return {
    access: memberAccess(group.propertyName) + memberAccess(operation.methodName),
    function: operation.functionName,
    params: isCallable(operation) ? '' : '{ /* … */ }',
  };
}

function configExample({ schemes: [scheme], needsBaseUrl }: ClientPlan): string {
  const members = needsBaseUrl ? ["baseUrl: 'https://…'"] : [];
  if (scheme !== undefined) {
    members.push(`auth: { ${/^[A-Za-z_$][\w$]*$/.test(scheme.name) ? `${scheme.name}: secret` : '/* … */'} }`);
  }
  return members.length === 0 ? '' : `{ ${members.join(', ')} }`;
}

function groupRows(group: GroupPlan, plan: ClientPlan) {
  return {
    heading: markdownLine(group.tag ?? `/${group.segment}`),
    operations: group.operations.map((operation) => ({
      method: markdownCode(
        `${plan.variableName}${memberAccess(group.propertyName)}${memberAccess(operation.methodName)}`,
      ),
      request: markdownCode(`${operation.source.method} ${operation.source.path}`),
      styles: operation.strategies.map(({ name }) => markdownCode(name)).join(', '),
      limits: limits(operation),
    })),
  };
}

/** One strategy's limits; of several each with its name. */
function limits({ strategies }: OperationPlan): string {
  const described = strategies.map((strategy) => ({ name: strategy.name, text: describeLimits(strategy) }));
  const stated = described.filter(({ text }) => text !== '');
  if (strategies.length === 1) return stated[0]?.text ?? '';
  return stated.map(({ name, text }) => `${markdownCode(name)}: ${text}`).join('; ');
}
