import type { Extension } from './extension.ts';
import { xPagination } from './x-pagination.ts';

/** Every extension, in order of precedence. */
export const extensions: readonly Extension[] = [xPagination];
