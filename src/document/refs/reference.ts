import { dirname, isAbsolute, resolve } from 'node:path';
import { parsePointer } from '../../shared/json.ts';
import { isBelow, isDevice } from '../../shared/paths.ts';

/** What the references of a document may lead to, beside files in its own folder and below. */
export interface Reach {
  /** Absolute: the folder of the root document. References of a document without a file are relative to it. */
  readonly folder: string;
  /** Absolute: further folders whose files may be read. Default: none. */
  readonly folders?: readonly string[] | undefined;
  /** Origins (`https://specs.example.com`) whose documents may be fetched. Default: none. */
  readonly origins?: readonly string[] | undefined;
}

/** Whether a document was fetched rather than read from a disk. */
export function isRemote(file: string): boolean {
  return /^https?:\/\//i.test(file);
}

/** Where a `$ref` points: a file and the tokens of a pointer, or an `$anchor` (JSON Schema 2020-12, section 8.2.2). */
export interface Target {
  readonly file: string;
  readonly tokens?: readonly string[];
  readonly anchor?: string;
}

/** Why a reference is not followed. */
export interface Refusal {
  readonly code: 'remote-reference' | 'reference-outside-folder' | 'invalid-reference';
  readonly message: string;
  readonly hint?: string;
}

/**
 * Reads the URI reference of a `$ref` (RFC 3986; the fragment is a JSON Pointer, RFC 6901 section 6). Paths are
 * relative to the file that holds the reference, or to the URL that it was fetched from.
 *
 * @param reach what may be read; all else is refused
 */
export function readReference(reference: string, file: string, reach: Reach): Target | Refusal {
  const hash = reference.indexOf('#');
  const address = hash < 0 ? reference : reference.slice(0, hash);
  const fragment = decode(hash < 0 ? '' : reference.slice(hash + 1));
  if (fragment === undefined) return badEncoding(reference);
  if (address === '') return withFragment(file, fragment, reference);
  const isUrl = /^(?:[a-z][a-z0-9+.-]+:|\/\/)/i.test(address);
  const target = isUrl || isRemote(file) ? remoteTarget(address, file, reach) : localTarget(address, file, reach);
  if (typeof target !== 'string') return target;
  return withFragment(target, fragment, reference);
}

function localTarget(address: string, file: string, reach: Reach): string | Refusal {
  const path = decode(address);
  if (path === undefined) return badEncoding(address);
  const target = resolve(isAbsolute(file) ? dirname(file) : reach.folder, path);
  const folders = [reach.folder, ...(reach.folders ?? [])];
  if (target === file || (folders.some((folder) => isBelow(target, folder)) && !isDevice(target))) return target;
  return {
    code: 'reference-outside-folder',
    message: `${quote(address)} leads out of the folder of the document.`,
    hint: 'Only files in that folder and below are read; `--allow-refs <folder>` allows another one.',
  };
}

/** Only origins that the user named are asked, and only over HTTP: `file:` and the like never reach a disk. */
function remoteTarget(address: string, file: string, { origins = [] }: Reach): string | Refusal {
  const url = URL.canParse(address, isRemote(file) ? file : undefined)
    ? new URL(address, isRemote(file) ? file : undefined)
    : undefined;
  if (url !== undefined && isRemote(url.href) && url.username + url.password === '' && origins.includes(url.origin)) {
    return url.href;
  }
  const code = 'remote-reference';
  if (url === undefined || !isRemote(url.href)) {
    const message = `${quote(address)} is neither a file beside the document nor an address of the web.`;
    return { code, message, hint: 'Save a copy beside the document and refer to it by its relative path.' };
  }
  if (url.username + url.password !== '') {
    return { code, message: `${quote(`${url.origin}${url.pathname}`)} holds a user name or a password.` };
  }
  return {
    code,
    message: `${quote(address)} is not in a local file; nothing is fetched from ${url.origin} unless you allow it.`,
    hint: `Save a copy beside the document, or say \`--allow-remote ${url.origin}\`.`,
  };
}

function badEncoding(reference: string): Refusal {
  return { code: 'invalid-reference', message: `${quote(reference)} has a "%" that begins no percent-encoding.` };
}

function withFragment(file: string, fragment: string, reference: string): Target | Refusal {
  const tokens = parsePointer(fragment);
  if (tokens) return { file, tokens };
  if (/^[A-Za-z_][-\w.]*$/.test(fragment)) return { file, anchor: fragment };
  return {
    code: 'invalid-reference',
    message: `The part of ${quote(reference)} behind "#" is no JSON Pointer.`,
    hint: fragment.startsWith('/')
      ? 'In a pointer, "~" is written "~0" and "/" inside a name "~1".'
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

/** Text of a document inside a message. */
export function quote(text: string): string {
  return `"${text}"`;
}
