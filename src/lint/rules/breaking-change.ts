import { type Operation, operationLabel } from '../../model/operation.ts';
import { positionFields } from '../../model/pagination-fields.ts';
import { keyLocation, type Location } from '../../shared/json.ts';
import { changesOf } from '../base/changes.ts';
import { defineRule, type RuleContext } from '../rule.ts';

/** Compares the document with the one that `--base` names. */
export const paginationBreakingChange = defineRule({
  id: 'pagination-breaking-change',
  severity: 'error',
  summary: 'The pagination of an operation changed in a way that breaks clients of the base document.',
  visit: {
    api(api, context) {
      const now = new Map(api.operations.map((operation) => [identityOf(operation), operation]));
      for (const before of context.base?.operations ?? []) {
        const after = now.get(identityOf(before));
        if (after !== undefined) reportChanges(before, after, context);
        else if (before.strategies.length > 0) reportGone(before, context);
      }
    },
  },
});

/** Returns method and path without the names of path parameters, which clients do not send. */
function identityOf({ method, path }: Operation): string {
  return `${method} ${path.replace(/\{[^}]*\}/g, '{}')}`;
}

function reportGone(before: Operation, { document, report }: RuleContext): void {
  report({
    message: `${operationLabel(before)} (${before.method} ${before.path}) is paginated in the base document, but this document has no such operation.`,
    subject: operationLabel(before),
    location: keyLocation({ file: document.root.location.file, pointer: '/paths' }),
    related: [{ message: 'The base document declares it here.', location: before.location }],
  });
}

function reportChanges(before: Operation, after: Operation, { api, base, document, report }: RuleContext): void {
  const breaks = (what: string, location: Location, old: Location): void =>
    report({
      message: `${operationLabel(after)}: ${what}, which breaks clients of the base document.`,
      subject: operationLabel(after),
      location,
      related: [{ message: 'The base document declares it here.', location: old }],
    });
  const [first] = before.strategies;
  if (first === undefined) {
    if (isNewlyPaginated(before, after)) breaks('pagination was added', after.strategies[0]!.location, before.location);
    return;
  }
  // If the annotation is there but has no valid strategy, its own error says so.
  const isAnnotated = Object.keys((document.at(after.location)?.value as object) ?? {}).includes('x-pagination');
  if (after.strategies.length === 0) {
    if (after.paginationDeclined || !isAnnotated)
      breaks('pagination was removed', keyLocation(after.location), first.location);
    return;
  }
  const [now] = after.strategies;
  // If each version has one strategy, a change of the style says more than the default name that follows from it.
  const only = before.strategies.length === 1 && after.strategies.length === 1 ? now : undefined;
  if (now!.name !== first.name && (only === undefined || only.style === first.style)) {
    breaks(`the default strategy changed from \`${first.name}\` to \`${now!.name}\``, now!.location, first.location);
  }
  for (const old of before.strategies) {
    const current = only ?? after.strategies.find(({ name }) => name === old.name);
    if (current === undefined) {
      if (old !== first)
        breaks(`the strategy \`${old.name}\` was removed`, after.strategies[0]!.location, old.location);
      continue;
    }
    const versions = [
      { strategy: old, schemas: base?.schemas ?? api.schemas },
      { strategy: current, schemas: api.schemas },
    ] as const;
    for (const { what, location } of changesOf(...versions)) breaks(what, location, old.location);
  }
}

/** True if clients that used to get the whole list in one response now get only its first page. */
function isNewlyPaginated(before: Operation, after: Operation): boolean {
  const [strategy] = after.strategies;
  if (strategy === undefined) return false;
  const [position] = positionFields(strategy);
  if (position?.in !== 'parameter') return false;
  return before.parameters.every(({ name }) => name !== position.parameter.name);
}
