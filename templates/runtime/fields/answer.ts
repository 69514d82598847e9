/** The parts of an answer that fields are read from. */
export interface FieldSource {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** One answer of a list operation, read as its strategy declares. */
export interface PageAnswer extends FieldSource {
  readonly items: readonly unknown[];
  /** The number of items, or of groups of items, by which positions, limits and totals count. */
  readonly count: number;
  /** The answer has no items at all, which the schema allows. */
  readonly isWithoutItems: boolean;
  /** The URL that relative links are resolved against, without credentials. */
  readonly url: string;
  readonly hasMore: boolean | undefined;
  readonly total: number | undefined;
  readonly totalPages: number | undefined;
  readonly limit: number | undefined;
  /** The status means "past the last page". */
  readonly isPastEnd: boolean;
}
