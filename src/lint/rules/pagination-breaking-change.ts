import type { Operation } from '../../model/operation.ts';
import type { Location } from '../../shared/json.ts';
import { keyOf } from '../../shared/json.ts';
import { changesOf } from '../base/changes.ts';
import { nameOf } from '../lists.ts';
import { defineRule, type RuleContext } from '../rule.ts';

/** Compares with the document that `--base` names; finds nothing without one. */
export const paginationBreakingChange = defineRule({
  id: 'pagination-breaking-change',
  severity: 'error',
  summary: 'The pagination of an operation changed in a way that breaks clients of the base document.',
  visit: {
    api(api, context) {
      const now = new Map(api.operations.map((operation) => [identityOf(operation), operation]));
      for (const before of context.base?.operations ?? []) {
        const after = now.get(identityOf(before));
        if (after !== undefined) compare(before, after, context);
        else if (before.strategies.length > 0) reportGone(before, context);
      }
    },
  },
});

/** Names of path parameters are not part of what clients send. */
function identityOf({ method, path }: Operation): string {
  return `${method} ${path.replace(/\{[^}]*\}/g, '{}')}`;
}

function reportGone(before: Operation, { document, report }: RuleContext): void {
  report({
    message: `${nameOf(before)} (${before.method} ${before.path}) was paginated in the base document; now there is no such operation.`,
    location: keyOf({ file: document.root.location.file, pointer: '/paths' }),
    related: [{ message: 'It is declared here in the base document.', location: before.location }],
  });
}

function compare(before: Operation, after: Operation, { api, base, document, report }: RuleContext): void {
  const breaks = (what: string, location: Location, old: Location): void =>
    report({
      message: `${what} of ${nameOf(after)} breaks clients of the base document.`,
      location,
      related: [{ message: 'The base document says so here.', location: old }],
    });
  const [first] = before.strategies;
  if (first === undefined) {
    if (appeared(before, after)) breaks('The new pagination', after.strategies[0]!.location, before.location);
    return;
  }
  // An annotation that is at fault now is reported as such.
  const isAnnotated = Object.keys((document.at(after.location)?.value as object) ?? {}).includes('x-pagination');
  if (after.strategies.length === 0) {
    if (after.paginationDeclined || !isAnnotated)
      breaks('The removed pagination', keyOf(after.location), first.location);
    return;
  }
  const [now] = after.strategies;
  // Where there is one strategy each, another style says more than the name that comes with it.
  const only = before.strategies.length === 1 && after.strategies.length === 1 ? now : undefined;
  if (now!.name !== first.name && (only === undefined || only.style === first.style)) {
    breaks(`The default strategy, \`${now!.name}\` instead of \`${first.name}\`,`, now!.location, first.location);
  }
  for (const old of before.strategies) {
    const current = only ?? after.strategies.find(({ name }) => name === old.name);
    if (current === undefined) {
      if (old !== first) breaks(`The removed strategy \`${old.name}\``, after.strategies[0]!.location, old.location);
      continue;
    }
    const versions = [
      { strategy: old, schemas: base?.schemas ?? api.schemas },
      { strategy: current, schemas: api.schemas },
    ] as const;
    for (const { what, location } of changesOf(...versions)) breaks(what, location, old.location);
  }
}

/** Clients that got the whole list from one response would get its first page alone. */
function appeared(before: Operation, after: Operation): boolean {
  const [strategy] = after.strategies;
  if (strategy === undefined) return false;
  const position = strategy.request.offset ?? strategy.request.page ?? strategy.request.cursor;
  if (position?.in !== 'parameter') return false;
  return before.parameters.every(({ name }) => name !== position.parameter.name);
}
