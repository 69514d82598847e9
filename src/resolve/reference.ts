import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { parsePointer } from '../ir/json-pointer.ts';

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
 * Reads the URI reference of a `$ref` (RFC 3986; the fragment is a JSON Pointer, RFC 6901 section 6). File paths are
 * relative to the file that holds the reference.
 *
 * @param folder the folder of the root document: nothing outside is read
 */
export function readReference(reference: string, file: string, folder: string): Target | Refusal {
  if (/^(?:[a-z][a-z0-9+.-]+:|\/\/)/i.test(reference)) {
    return {
      code: 'remote-reference',
      message: `${quote(reference)} is not in a local file; references to other places are not supported here.`,
      hint: 'Save a copy beside the document and refer to it by its relative path.',
    };
  }
  const hash = reference.indexOf('#');
  const path = decode(hash < 0 ? reference : reference.slice(0, hash));
  const fragment = decode(hash < 0 ? '' : reference.slice(hash + 1));
  if (path === undefined || fragment === undefined) {
    return { code: 'invalid-reference', message: `${quote(reference)} has a "%" that begins no percent-encoding.` };
  }
  const target = path === '' ? file : resolve(baseFolder(file, folder), path);
  if (target !== file && !isBelow(target, folder)) {
    return {
      code: 'reference-outside-folder',
      message: `${quote(reference)} leads out of the folder of the document.`,
      hint: 'Only files in that folder and below are read.',
    };
  }
  return withFragment(target, fragment, reference);
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

function baseFolder(file: string, folder: string): string {
  return isAbsolute(file) ? dirname(file) : folder;
}

function isBelow(file: string, folder: string): boolean {
  const path = relative(folder, file);
  return path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
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
