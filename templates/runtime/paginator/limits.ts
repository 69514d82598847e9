/** Limits of the API. Those that callers state win over those that the document declares; `Infinity` lifts one. */
export interface Limits {
  /** The smallest page size. */
  readonly minLimit?: number | undefined;
  /** The largest page size. */
  readonly maxLimit?: number | undefined;
  /** The server's page size if none is sent. */
  readonly defaultLimit?: number | undefined;
  /** The largest offset. */
  readonly maxOffset?: number | undefined;
  /** The largest page number. */
  readonly maxPage?: number | undefined;
  /** Largest `offset + limit` or `page × limit`; under cursors and URLs the most items of one walk. */
  readonly maxResults?: number | undefined;
  /** Seconds that a cursor stays valid. */
  readonly cursorTtl?: number | undefined;
}

/** The limits that end a walk before the list ends: `maxLimit` if more items have an equal cursor than fit on a page. */
export type Ceiling = 'maxOffset' | 'maxPage' | 'maxResults' | 'maxLimit';
