import { at, type FieldReader, follow, isSameJson, placeOf, type ResponseField, readField } from './values.js';

/** Selects the link of an array. Pointers lead into the link. */
export interface LinkSelection {
  /** Members by which a link is selected, such as `rel: 'next'`. */
  readonly where: { readonly [member: string]: unknown };
  readonly url: string;
  readonly method?: string;
  readonly body?: string;
  /** A flag: the body completes the one of the operation. */
  readonly merge?: string;
  /** The schema requires the array. */
  readonly isRequired?: boolean;
}

/** A link with a request of its own. */
export interface Link {
  readonly href: string;
  readonly method?: unknown;
  readonly body?: unknown;
  readonly merge?: unknown;
}

/**
 * Reads the first link of an array whose members have the values of `where`: FHIR, OGC API and STAC list their links by
 * relation. Without such a link there is no next page; a link without a URL is left as it is, and is then an error.
 */
export function linkIn(field: ResponseField, selection: LinkSelection): FieldReader {
  const { where, url, method, body, merge, isRequired } = selection;
  return {
    place: placeOf(field),
    read(answer) {
      const links = readField(answer, field);
      if (links === undefined || links === null) return isRequired ? [] : undefined;
      if (!Array.isArray(links)) return [links];
      const link: unknown = links.find((one) =>
        Object.entries(where).every(([name, value]) => matches(one, name, value)),
      );
      if (link === undefined) return undefined;
      const href = at(link, url);
      if (typeof href !== 'string') return [link];
      if (method === undefined && body === undefined) return href;
      const part = (pointer: string | undefined): unknown => (pointer === undefined ? undefined : at(link, pointer));
      return { href, method: part(method), body: part(body), merge: part(merge) } satisfies Link;
    },
  };
}

/** Returns true if a member has a value, or contains it: a link can have several relations. */
function matches(link: unknown, name: string, wanted: unknown): boolean {
  const value = follow(link, [name]);
  const values = typeof value === 'string' ? [value, ...value.split(/\s+/)] : Array.isArray(value) ? value : [value];
  return values.some((one) => isSameJson(one, wanted));
}
