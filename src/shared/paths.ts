import type { PlatformPath } from 'node:path';
import nodePath from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

// Each function takes the path rules of an operating system as its last argument. Default: those of this machine.

const isWindows = ({ sep }: PlatformPath): boolean => sep === '\\';

/** Yields a folder and every folder above it. */
export function* upwards(folder: string, { dirname }: PlatformPath = nodePath): Generator<string> {
  for (let at = folder; ; at = dirname(at)) {
    yield at;
    if (dirname(at) === at) return;
  }
}

/** True if a document is fetched by HTTP and not read from a disk. */
export function isRemote(file: string): boolean {
  return /^https?:\/\//i.test(file);
}

/**
 * Returns the absolute path of a file that a user named by a path or a `file:` URL. A `file:` URL that has no path on
 * this system is treated as a path; reading it then reports a missing file. Returns an `http:` or `https:` URL as it is.
 *
 * @param cwd absolute, or relative to the working folder of the process
 */
export function absolutePath(cwd: string, named: string, path: PlatformPath = nodePath): string {
  if (isRemote(named)) return named;
  return path.resolve(cwd, /^file:\/\//i.test(named) ? pathOfUrl(named, path) : named);
}

function pathOfUrl(url: string, path: PlatformPath): string {
  try {
    return fileURLToPath(url, { windows: isWindows(path) });
  } catch {
    return url;
  }
}

/** True if a path is a folder or is below it. Both are absolute. On Windows, letter case does not count. */
export function isBelow(file: string, folder: string, path: PlatformPath = nodePath): boolean {
  const relative = path.relative(folder, file);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

/** Returns a path with `/`, the form for documents, reports and globs on every system. */
export function withSlashes(file: string, path: PlatformPath = nodePath): string {
  return file.split(path.sep).join('/');
}

/** Returns the path from a folder to a file with `/`: `../shared/api.yaml`. On another Windows drive it is absolute. */
export function relativeName(file: string, folder: string, path: PlatformPath = nodePath): string {
  return withSlashes(path.relative(folder, file), path);
}

/** Returns a path for readers on other machines: relative to a folder. URLs and `<stdin>` stay as they are. */
export function portableName(file: string, folder: string, path: PlatformPath = nodePath): string {
  return path.isAbsolute(file) ? relativeName(file, folder, path) : file;
}

/** Returns the URI of a file: relative if the file is below the folder, otherwise an absolute `file:` URL. */
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

/** Splits a glob into the folder that it begins in and the segments to match below that folder. */
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
 * Returns a form of a path in which paths of possibly the same file are equal. Windows and macOS ignore letter case;
 * macOS also ignores the differences between the Unicode forms of one letter.
 */
export function foldPath(path: string): string {
  return path.normalize('NFD').toLowerCase().toUpperCase().normalize('NFC');
}

/** Matches the names of devices on Windows, with any file extension. */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³])[ ]*(?:[.:]|$)/i;

/** True if a file can have this name on every system. */
export function isPortableName(name: string): boolean {
  return /^[^\\/:*?"<>|\p{Cc}]+$/u.test(name) && !/[. ]$/.test(name) && !DEVICE.test(name);
}

/** True if a path names a device: reading a device could block forever. */
export function isDevice(file: string, path: PlatformPath = nodePath): boolean {
  return isWindows(path) && DEVICE.test(path.basename(file));
}
