/** The annotations that `migrate` writes. Listed apart from the writers, which the help of a command need not load. */
export const TARGET_KEYS = [
  'x-pagination',
  'x-ms-pageable',
  'x-speakeasy-pagination',
  'x-fern-pagination',
  'x-scalar-pagination',
  'x-redoclyPagination',
  'x-ms-list',
  'x-trino',
  'paginationSchemes',
] as const;

export type TargetKey = (typeof TARGET_KEYS)[number];
