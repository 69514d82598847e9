import { dirname, isAbsolute, resolve } from 'node:path';
import { parsePointer } from '../../shared/json.ts';
import { isBelow, isDevice, isRemote } from '../../shared/paths.ts';

/** The files and URLs that references may lead to, in addition to files in or below the document's folder. */
export interface AllowedTargets {
  /** Absolute path of the folder of the root document. References in a document without a file are relative to it. */
  readonly folder: string;
  /** Absolute paths of more folders whose files may be read. Default: none. */
  readonly folders?: readonly string[] | undefined;
  /** Origins (`https://specs.example.com`) whose documents may be fetched. Default: none. */
  readonly origins?: readonly string[] | undefined;
}

/** The target of a `$ref`: a file and the tokens of a pointer, or an `$anchor` (JSON Schema 2020-12, section 8.2.2). */
export interface Target {
  readonly file: string;
  readonly tokens?: readonly string[];
  readonly anchor?: string;
}

/** The reason not to follow a reference. */
export interface RejectedReference {
  readonly code: 'remote-reference' | 'reference-outside-folder' | 'invalid-reference';
  readonly message: string;
  readonly hint?: string;
}

/**
 * Reads the URI reference of a `$ref` (RFC 3986) with a JSON Pointer as its fragment (RFC 6901 section 6). Paths are
 * relative to the file or URL of the document that contains the reference.
 *
 * @param allowed the files and URLs that may be read; any other target is refused
 */
export function readReference(reference: string, file: string, allowed: AllowedTargets): Target | RejectedReference {
  const hash = reference.indexOf('#');
  const address = hash < 0 ? reference : reference.slice(0, hash);
  const fragment = decode(hash < 0 ? '' : reference.slice(hash + 1));
  if (fragment === undefined) return badEncoding(reference);
  if (address === '') return withFragment(file, fragment, reference);
  const isUrl = /^(?:[a-z][a-z0-9+.-]+:|\/\/)/i.test(address);
  const target = isUrl || isRemote(file) ? remoteTarget(address, file, allowed) : localTarget(address, file, allowed);
  if (typeof target !== 'string') return target;
  return withFragment(target, fragment, reference);
}

function localTarget(address: string, file: string, allowed: AllowedTargets): string | RejectedReference {
  const path = decode(address);
  if (path === undefined) return badEncoding(address);
  const target = resolve(isAbsolute(file) ? dirname(file) : allowed.folder, path);
  const folders = [allowed.folder, ...(allowed.folders ?? [])];
  if (target === file || (folders.some((folder) => isBelow(target, folder)) && !isDevice(target))) return target;
  return {
    code: 'reference-outside-folder',
    message: `${quote(address)} is outside the folder of the document, and pagegen reads no other folder.`,
    hint: 'To allow another folder, pass `--allow-refs <folder>`.',
  };
}

/**
 * Returns the URL of a target. Only HTTP and the origins that the user allows are possible: no URL reads a local file.
 */
function remoteTarget(address: string, file: string, { origins = [] }: AllowedTargets): string | RejectedReference {
  const url = URL.canParse(address, isRemote(file) ? file : undefined)
    ? new URL(address, isRemote(file) ? file : undefined)
    : undefined;
  if (url !== undefined && isRemote(url.href) && url.username + url.password === '' && origins.includes(url.origin)) {
    return url.href;
  }
  const code = 'remote-reference';
  if (url === undefined || !isRemote(url.href)) {
    const message = `${quote(address)} is neither a relative path nor an HTTP URL.`;
    return { code, message, hint: 'Save a copy next to the document and refer to it by its relative path.' };
  }
  if (url.username + url.password !== '') {
    return {
      code,
      message: `${quote(`${url.origin}${url.pathname}`)} contains a user name or a password. Remove the credentials.`,
    };
  }
  return {
    code,
    message: `${quote(address)} is on another host, and pagegen does not fetch from ${url.origin} unless you allow it.`,
    hint: `Save a copy next to the document, or pass \`--allow-remote ${url.origin}\`.`,
  };
}

function badEncoding(reference: string): RejectedReference {
  return {
    code: 'invalid-reference',
    message: `${quote(reference)} has a "%" without two hexadecimal digits after it. Write "%25" for a percent sign.`,
  };
}

function withFragment(file: string, fragment: string, reference: string): Target | RejectedReference {
  const tokens = parsePointer(fragment);
  if (tokens) return { file, tokens };
  if (/^[A-Za-z_][-\w.]*$/.test(fragment)) return { file, anchor: fragment };
  return {
    code: 'invalid-reference',
    message: `The part of ${quote(reference)} after "#" is not a JSON Pointer.`,
    hint: fragment.startsWith('/')
      ? 'In a pointer, write "~0" for "~", and "~1" for "/" inside a name.'
      : `A pointer begins with "/": "#/${fragment}".`,
  };
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Quotes text from a document in a message. */
export function quote(text: string): string {
  return `"${text}"`;
}
