import type { Operation } from '../../model/operation.ts';
import { linkParameters } from '../../model/pagination-fields.ts';
import type { Report } from '../../shared/diagnostic.ts';
import { describeValue, formatPointer, keyLocation, type Located, memberOf, parsePointer } from '../../shared/json.ts';
import type { OperationModel, StrategyAnnotation } from '../annotation.ts';
import {
  defineDialect,
  expectObject,
  type Fields,
  locate,
  ONE_PAGE,
  strategy,
  unpaginated,
  untranslated,
} from './dialect.ts';
import { responsePlace } from './items.ts';
import {
  bodyAt,
  type DialectWriter,
  fieldIn,
  inexpressible,
  objectOf,
  onOperation,
  styleOf,
  type WriteSource,
  type Written,
} from './write/written.ts';

const KEY = 'x-ms-pageable';

/**
 * AutoRest: `nextLinkName`, `itemName` (default `value`) and `operationName`. Names are complete wire names: dots and `@`
 * in them have no meaning. Without `nextLinkName` there is only one page.
 */
export const xMsPageable = defineDialect(KEY, ({ node, owner, model, report, translated }) => {
  const block = expectObject(node, KEY, report);
  if (block === undefined) return undefined;
  const slow = memberOf(owner, 'x-ms-long-running-operation');
  if (slow?.value === true) {
    const reason = 'Pagination of a long-running operation is not supported.';
    return unpaginated(report, reason, keyLocation(slow.location));
  }
  const found = readPageable(block, model, report);
  return found === undefined ? ONE_PAGE : translated(block, found);
});

/** Returns undefined if the list has one page. */
function readPageable(block: Located, model: OperationModel, report: Report): StrategyAnnotation | undefined {
  const link = nameIn(block, 'nextLinkName', report);
  if (link === undefined) return undefined;
  const items = nameIn(block, 'itemName', report) ?? locate('value', block.location);
  return strategy(block.location, 'next-url', {
    request: nextRequest(block, model, report),
    response: {
      items: responsePlace({ ...items, value: formatPointer([items.value]) }),
      nextUrl: responsePlace({ ...link, value: formatPointer([link.value]) }),
    },
  });
}

function nameIn(block: Located, key: string, report: Report): Located<string> | undefined {
  const node = memberOf(block, key);
  if (node === undefined || node.value === null || node.value === '') return undefined;
  if (typeof node.value === 'string') return locate(node.value, node.location);
  untranslated(report, `\`${key}\` must be a string; found ${describeValue(node.value)}.`, node.location);
  return undefined;
}

/** AutoRest's clients set the version again on every link, because most links lack it. */
const VERSION = 'api-version';

/**
 * Returns how the following pages are requested: through another operation if it takes the link in its path, or else by
 * the link itself, to which the client adds parameters that it lacks. Older documents write the name of a method that
 * AutoRest generates; the document has no such operation, and the link suffices.
 */
function nextRequest(block: Located, model: OperationModel, report: Report): Fields {
  const { operation, operations } = model;
  const own = queryNames(operation);
  const name = nameIn(block, 'operationName', report);
  const next = name && operations.get(name.value);
  const carried = (names: readonly string[]): Fields =>
    names.length === 0 ? {} : { carry: locate([...new Set(names)], name?.location ?? block.location) };
  const version = own.filter((each) => each === VERSION);
  if (name === undefined) return carried(version);
  if (next === undefined) {
    const message = `The document has no operation \`${name.value}\`; the next link is followed as it is.`;
    untranslated(report, message, name.location);
    return carried(version);
  }
  const links = linkParameters(next, operation);
  if (next === operation ? links.length === 1 : links.length > 0) return { operation: name };
  if (next === operation) return carried(version);
  reportMissing(next, own, name, report);
  return carried([...own.filter((each) => queryNames(next).includes(each)), ...version]);
}

/** Reports parameters of the next operation whose values the client cannot know. */
function reportMissing(next: Operation, own: readonly string[], name: Located<string>, report: Report): void {
  const missing = next.parameters
    .filter((parameter) => parameter.in === 'query' && parameter.required && !own.includes(parameter.name))
    .map((parameter) => `\`${parameter.name}\``);
  if (missing.length === 0) return;
  const message = `\`${name.value}\` takes no link, so the next link is followed as it is. It must contain ${missing.join(', ')}: the operation declares no such query parameter.`;
  untranslated(report, message, name.location);
}

function queryNames({ parameters }: Operation): string[] {
  return parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
}

/** AutoRest: links and items that are top-level members of the response. */
export const pageableWriter: DialectWriter = { key: KEY, write };

function write(source: WriteSource): Written {
  if (styleOf(source) !== 'next-url') return inexpressible('Only links in the body of the response can be followed.');
  const link = topLevel(source, 'nextUrl');
  const items = topLevel(source, 'items');
  if (link === undefined || items === undefined) {
    return inexpressible('The link and the items must be top-level members of the response.');
  }
  const next = fieldIn(source, 'request', 'operation')?.value;
  const operationName = typeof next === 'string' ? next : undefined;
  return onOperation(
    source,
    KEY,
    objectOf({ nextLinkName: link, itemName: items === 'value' ? undefined : items, operationName }),
    [
      ['response.items', items],
      ['response.nextUrl', link],
      ['request.operation', operationName],
      ['request.carry', isImplied(source) ? VERSION : undefined],
    ],
  );
}

/** True if the client carries only the version, which the annotation implies. */
function isImplied(source: WriteSource): boolean {
  const names = fieldIn(source, 'request', 'carry')?.value;
  return Array.isArray(names) && names.length === 1 && names[0] === VERSION;
}

function topLevel(source: WriteSource, key: string): string | undefined {
  const [name, ...below] = parsePointer(bodyAt(source, key) ?? '') ?? [];
  // An empty name means that there is none.
  return below.length > 0 || name === '' ? undefined : name;
}
