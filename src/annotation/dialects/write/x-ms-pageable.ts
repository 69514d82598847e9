import { parsePointer } from '../../../shared/json.ts';
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
} from './written.ts';

const KEY = 'x-ms-pageable';
const VERSION = 'api-version';

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
  return below.length > 0 ? undefined : name;
}
