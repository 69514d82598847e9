import type { Operation } from '../../model/operation.ts';
import type { Report } from '../../shared/diagnostic.ts';
import { describeValue, formatPointer, keyLocation, type Located, memberOf } from '../../shared/json.ts';
import type { Annotation } from '../annotation.ts';
import type { OperationModel } from '../extension.ts';
import {
  defineDialect,
  expectObject,
  locate,
  ONE_PAGE,
  paginated,
  strategy,
  unpaginated,
  untranslated,
} from './dialect.ts';
import { responsePlace } from './items.ts';

const KEY = 'x-ms-pageable';

/**
 * AutoRest: `nextLinkName`, `itemName` (default `value`) and `operationName`. Names are complete wire names: dots and `@`
 * in them have no meaning. Without `nextLinkName` there is only one page.
 */
export const xMsPageable = defineDialect(KEY, ({ node, owner, model, report }) => {
  const block = expectObject(node, KEY, report);
  if (block === undefined) return undefined;
  const slow = memberOf(owner, 'x-ms-long-running-operation');
  if (slow?.value === true) {
    const reason = 'Pagination of a long-running operation is not supported.';
    return unpaginated(report, reason, keyLocation(slow.location));
  }
  return readPageable(block, model, report);
});

function readPageable(block: Located, model: OperationModel, report: Report): Annotation | undefined {
  const link = nameIn(block, 'nextLinkName', report);
  if (link === undefined) return ONE_PAGE;
  const items = nameIn(block, 'itemName', report) ?? locate('value', block.location);
  return paginated(
    strategy(block.location, 'next-url', {
      request: { operation: nextOperation(block, model, report) },
      response: {
        items: responsePlace({ ...items, value: formatPointer([items.value]) }),
        nextUrl: responsePlace({ ...link, value: formatPointer([link.value]) }),
      },
    }),
  );
}

function nameIn(block: Located, key: string, report: Report): Located<string> | undefined {
  const node = memberOf(block, key);
  if (node === undefined || node.value === null || node.value === '') return undefined;
  if (typeof node.value === 'string') return locate(node.value, node.location);
  untranslated(report, `\`${key}\` must be a string; found ${describeValue(node.value)}.`, node.location);
  return undefined;
}

/**
 * Returns the operationId of the operation that returns the following pages. Older documents write the name of a method
 * that AutoRest generates; the document has no such operation, and the link alone suffices.
 */
function nextOperation(
  block: Located,
  { operation, operations }: OperationModel,
  report: Report,
): Located<string> | undefined {
  const name = nameIn(block, 'operationName', report);
  if (name === undefined || name.value === operation.operationId) return undefined;
  const next: Operation | undefined = operations.get(name.value);
  if (next !== undefined) return name;
  const message = `The document has no operation \`${name.value}\`; the next link is followed as it is.`;
  untranslated(report, message, name.location);
  return undefined;
}
