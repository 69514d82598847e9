import type { PlatformPath } from 'node:path';
import nodePath from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

// Each function takes the path rules of an operating system as its last argument. Default: those of the one at hand.

const isWindows = ({ sep }: PlatformPath): boolean => sep === '\\';

/**
 * Absolute path of a file that a user named: a path, with the slashes of the system, or a `file:` URL. A URL that no
 * path belongs to is taken for a path, which is then found missing.
 *
 * @param cwd absolute, or relative to the working folder of the process
 */
export function absolutePath(cwd: string, named: string, path: PlatformPath = nodePath): string {
  return path.resolve(cwd, /^file:\/\//i.test(named) ? pathOfUrl(named, path) : named);
}

function pathOfUrl(url: string, path: PlatformPath): string {
  try {
    return fileURLToPath(url, { windows: isWindows(path) });
  } catch {
    return url;
  }
}

/** Whether a path is a folder or lies below it; both absolute. On Windows, upper and lower case are the same. */
export function isBelow(file: string, folder: string, path: PlatformPath = nodePath): boolean {
  const relative = path.relative(folder, file);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

/** A path as it is written in documents, reports and globs, on every system: with `/`. */
export function withSlashes(file: string, path: PlatformPath = nodePath): string {
  return file.split(path.sep).join('/');
}

/** How a file is called from a folder, with `/`: `../shared/api.yaml`. On another drive of Windows, from its root. */
export function relativeName(file: string, folder: string, path: PlatformPath = nodePath): string {
  return withSlashes(path.relative(folder, file), path);
}

/** The URI of a file: relative where it lies below the folder, else `file:` and absolute. */
export function fileUri(
  file: string,
  folder: string,
  path: PlatformPath = nodePath,
): { readonly uri: string; readonly isRelative: boolean } {
  if (isBelow(file, folder, path) && path.relative(folder, file) !== '') {
    return { uri: relativeName(file, folder, path).split('/').map(encodeURIComponent).join('/'), isRelative: true };
  }
  return { uri: pathToFileURL(file, { windows: isWindows(path) }).href, isRelative: false };
}

/** The folder, as a path, that a glob begins in, and the segments that are matched below it. */
export function splitGlob(
  glob: string,
  isGlob: (segment: string) => boolean,
  path: PlatformPath = nodePath,
): { readonly folder: string; readonly segments: readonly string[] } {
  const segments = withSlashes(glob, path).split('/');
  const first = segments.findIndex(isGlob);
  const fixed = segments.slice(0, first).map((segment) => `${segment}/`);
  return { folder: fixed.join('') || '.', segments: segments.slice(first) };
}

/**
 * A path as file systems compare it that tell neither upper from lower case (Windows, macOS) nor the ways apart in which
 * Unicode writes a letter (macOS): what has the same fold may be the same file.
 */
export function foldPath(path: string): string {
  return path.normalize('NFD').toLowerCase().toUpperCase().normalize('NFC');
}

/** Names that mean a device rather than a file on Windows, whatever their ending. */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³])[ ]*(?:[.:]|$)/i;

/** Whether a name can be that of a file on every system. */
export function isPortableName(name: string): boolean {
  return /^[^\\/:*?"<>|\p{Cc}]+$/u.test(name) && !/[. ]$/.test(name) && !DEVICE.test(name);
}

/** Whether a path leads to a device instead of a file: reading it could wait for ever. */
export function isDevice(file: string, path: PlatformPath = nodePath): boolean {
  return isWindows(path) && DEVICE.test(path.basename(file));
}
