import type { WalkState } from './checkpoint.js';
import { PaginationProtocolError } from './errors.js';
import type { HeaderField, ListCall, PageAnswer } from './strategy.js';

/** A response header that carries a value. */
export function responseHeader(header: string): HeaderField {
  return { header, read: (headers) => headers.get(header) ?? undefined, check: checkReadable };
}

/**
 * Across origins a browser hides headers that the API does not expose: absence would look like the end. A fault where
 * no declared header can be read, or not the one that names the next page although the total is not reached.
 */
function checkReadable(call: ListCall, state: WalkState, page: PageAnswer): void {
  const fields = Object.entries(call.strategy.spec.response).flatMap(([name, field]: [string, unknown]) => {
    const { header } = Object(field) as Partial<HeaderField>;
    return header === undefined ? [] : [{ header, leads: /^(next|link)/.test(name) }];
  });
  const hidden = fields.filter(({ header }) => !page.headers.has(header));
  const short = page.items.length < (page.total ?? 0) && hidden.some(({ leads }) => leads);
  if (!state.first || hidden.length === 0 || (hidden.length < fields.length && !short)) return;
  const names = hidden.map(({ header }) => header).join(', ');
  throw new PaginationProtocolError(
    call.operation.name,
    `the browser hides the header ${names}: the API has to name it in Access-Control-Expose-Headers`,
  );
}
