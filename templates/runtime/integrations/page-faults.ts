/** Faults to inject into pages, to see how a client handles them. */
export interface PageFaults {
  /** Largest number of items on a page, whatever page size is requested. */
  readonly cap?: number;
  /** From this page on (counted from 1), each page names itself as the next page. */
  readonly repeatCursor?: number;
  /** Larger page sizes are rejected. */
  readonly maxLimit?: number;
  /** Larger offsets are rejected. */
  readonly maxOffset?: number;
  /** Number of items by which each page after the first begins too early. */
  readonly overlap?: number;
  /** Number that is added to the declared total. */
  readonly total?: number;
  /** Response fields of the annotation that responses lack, such as `hasMore`. */
  readonly missing?: readonly string[];
  /** From this page on (counted from 1), each page claims to be the last one. */
  readonly end?: number;
}
