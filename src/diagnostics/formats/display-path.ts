import { relative } from 'node:path';
import { isBelow, withSlashes } from '../../paths/paths.ts';

/** `file`, relative to `cwd` where it lies below it. */
export function displayPath(file: string, cwd: string): string {
  if (file.startsWith('<')) return file;
  return (isBelow(file, cwd) && relative(cwd, file)) || file;
}

/** The same with slashes, for reports that are read on other machines. */
export function posixPath(file: string, cwd: string): string {
  return withSlashes(displayPath(file, cwd));
}
