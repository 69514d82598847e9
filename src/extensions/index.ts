import type { Extension } from './extension.ts';
import { xDropshotPagination } from './x-dropshot-pagination.ts';
import { xFernPagination } from './x-fern-pagination.ts';
import { xKubernetesAction } from './x-kubernetes-action.ts';
import { xMsPageable } from './x-ms-pageable.ts';
import { xPagination } from './x-pagination.ts';
import { xRedoclyPaginationOld } from './x-redocly-pagination.ts';
import { xRedoclyPagination } from './x-redoclyPagination.ts';
import { xScalarPagination } from './x-scalar-pagination.ts';
import { xSpeakeasyPagination } from './x-speakeasy-pagination.ts';

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
];

/** The annotations of other tools, in order of precedence. */
export const DIALECTS: readonly string[] = extensions.filter(({ dialect }) => dialect).map(({ key }) => key);
