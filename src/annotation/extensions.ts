import type { Extension } from './annotation.ts';
import { xFernPagination } from './dialects/fern.ts';
import { xDropshotPagination, xKubernetesAction } from './dialects/fixed-names.ts';
import { paginationSchemes } from './dialects/pagination-schemes.ts';
import { xRedoclyPagination, xRedoclyPaginationOld } from './dialects/redocly.ts';
import { xScalarPagination } from './dialects/scalar.ts';
import { xSpeakeasyPagination } from './dialects/speakeasy.ts';
import { xStainless } from './dialects/stainless.ts';
import { xTrino } from './dialects/trino.ts';
import { xMsList } from './dialects/x-ms-list.ts';
import { xMsPageable } from './dialects/x-ms-pageable.ts';
import { xPagination } from './x-pagination/x-pagination.ts';

/** Every extension, in order of precedence. */
export const extensions: readonly Extension[] = [
  xPagination,
  xMsPageable,
  xSpeakeasyPagination,
  xFernPagination,
  xScalarPagination,
  xRedoclyPaginationOld,
  xRedoclyPagination,
  xDropshotPagination,
  xKubernetesAction,
  xMsList,
  xStainless,
  xTrino,
  paginationSchemes,
];

/** The keys of the dialects, in order of precedence. */
export const DIALECTS: readonly string[] = extensions.filter(({ dialect }) => dialect).map(({ key }) => key);
