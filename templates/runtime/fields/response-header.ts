import { PaginationProtocolError } from '../paginator/errors.js';
import type { PageAnswer } from './answer.js';
import { at, type FieldReader } from './values.js';

/** Reads a response header as text; an empty header counts as absent. */
export function responseHeader(header: string): FieldReader {
  return {
    header,
    place: `header ${header}`,
    read: ({ headers }) => headers.get(header) || undefined,
    checkExposed: checkExposedHeaders,
  };
}

/**
 * Checks that the platform shows the headers of a first page. Across origins a browser hides headers that the API does
 * not expose, and an absent header would look like the end of the list.
 *
 * Throws `PaginationProtocolError` if no declared header can be read, or if the one that leads to the next page is
 * missing although the total is not reached.
 */
function checkExposedHeaders(operation: string, response: object, page: PageAnswer): void {
  const fields = Object.entries(response).flatMap(([name, field]: [string, unknown]) => {
    const { header } = Object(field) as Partial<FieldReader>;
    return header === undefined ? [] : [{ header, leads: /^(next|link)/.test(name) }];
  });
  const hidden = fields.filter(({ header }) => !page.headers.has(header));
  const isShort = page.items.length < (page.total ?? 0) && hidden.some(({ leads }) => leads);
  if (hidden.length === 0 || (hidden.length < fields.length && !isShort)) return;
  const names = hidden.map(({ header }) => header).join(', ');
  throw new PaginationProtocolError(
    operation,
    `the browser hides the header ${names}: the API must name it in Access-Control-Expose-Headers`,
    page,
  );
}

/**
 * Reads a response header as JSON, then follows a pointer into it. Text that is not JSON is the value itself if there is
 * no pointer; with a pointer the field counts as absent.
 */
export function jsonHeader(header: string, pointer = ''): FieldReader {
  const text = responseHeader(header);
  return {
    ...text,
    place: pointer === '' ? text.place : `${text.place}#${pointer}`,
    read: (answer) => {
      const value = text.read(answer);
      try {
        return at(JSON.parse(String(value)), pointer);
      } catch {
        return pointer === '' ? value : undefined;
      }
    },
  };
}

/** Reads the total from `Content-Range`: `items 0-9/57` (RFC 9110, section 14.4), or `0-9/57` as PostgREST sends it. */
export function contentRangeTotal(): FieldReader {
  const text = responseHeader('Content-Range');
  return { ...text, read: (answer) => totalOfRange(String(text.read(answer))) };
}

/** Returns the total of a range; undefined if the range has none (`0-9/*`) or the text is not a range. */
export function totalOfRange(text: string): number | undefined {
  const total = /^\s*(?:[\w-]+\s+)?(?:\d+-\d+|\*)\/(\d+)\s*$/.exec(text)?.[1];
  return total === undefined ? undefined : Number(total);
}
