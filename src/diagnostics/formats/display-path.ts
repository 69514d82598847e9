import { relative, sep } from 'node:path';

/** `file`, relative to `cwd` where it lies below it. */
export function displayPath(file: string, cwd: string): string {
  if (file.startsWith('<')) return file;
  const path = relative(cwd, file);
  return path === '' || path.startsWith('..') ? file : path;
}

/** The same with slashes, for reports that are read on other machines. */
export function posixPath(file: string, cwd: string): string {
  return displayPath(file, cwd).split(sep).join('/');
}
