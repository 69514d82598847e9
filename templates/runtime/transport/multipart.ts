import { type BodyWriter, type Encoding, type Encodings, encodingOf, fieldPairs, isJson, isStyled } from './bodies.js';
import { isScalar, scalar } from './encode.js';

/** One part of a form, without its name. */
interface Part {
  readonly content: string | Blob;
  readonly contentType: string | undefined;
}

/**
 * `multipart/form-data` and its relatives. Each element of an array is a part, unless the array is declared as JSON. A
 * `Blob` is a file, an object is JSON. A `FormData` is sent as it is.
 *
 * The parts are written here and not by `FormData`, which sends each part that has a media type as a file, with a file
 * name: servers would take a JSON part for an upload.
 *
 * @param mediaType of the whole body
 */
export function multipartBody(encodings: Encodings = {}, mediaType = 'multipart/form-data'): BodyWriter {
  return (body) => {
    if (body instanceof FormData) return { body, contentType: undefined };
    const boundary = `form-${crypto.getRandomValues(new Uint32Array(4)).join('-')}`;
    const chunks: (string | Blob)[] = [];
    for (const [name, value] of entriesOf(body)) {
      for (const [partName, { content, contentType }] of partsOf(name, value, encodingOf(encodings, name))) {
        const file = content instanceof Blob ? `; filename="${quoted(fileName(content))}"` : '';
        const type = contentType === undefined ? '' : `\r\nContent-Type: ${contentType}`;
        const disposition = `Content-Disposition: form-data; name="${quoted(partName)}"${file}`;
        chunks.push(`--${boundary}\r\n${disposition}${type}\r\n\r\n`, content, '\r\n');
      }
    }
    return {
      body: new Blob([...chunks, `--${boundary}--\r\n`]),
      contentType: `${mediaType.split(';', 1)[0]}; boundary=${boundary}`,
    };
  };
}

/** A body that is not an object is sent as parts that are called `file`. */
function entriesOf(body: unknown): [name: string, value: unknown][] {
  if (isScalar(body) || body instanceof Blob || Array.isArray(body)) return [['file', body]];
  return Object.entries(body as object);
}

function partsOf(name: string, value: unknown, encoding: Encoding): [name: string, part: Part][] {
  const { contentType = '' } = encoding;
  const hasFiles = [value].flat().some((item) => item instanceof Blob);
  if (isStyled(encoding) && !hasFiles) {
    return fieldPairs(name, value, encoding).map((pair) => {
      const [key = '', text = ''] = pair.split('=', 2).map(decodeURIComponent);
      return [key, { content: text, contentType: undefined }];
    });
  }
  const items = Array.isArray(value) && (hasFiles || !isJson(contentType)) ? value : [value];
  return items
    .filter((item) => item !== undefined && item !== null)
    .map((item: unknown) => [name, partOf(item, /[*,]/.test(contentType) ? '' : contentType)]);
}

/** @param contentType declared media type; empty if there is none, or if a choice of several is declared */
function partOf(item: unknown, contentType: string): Part {
  if (item instanceof Blob)
    return { content: item, contentType: item.type || contentType || 'application/octet-stream' };
  if (!isScalar(item)) return { content: JSON.stringify(item), contentType: contentType || 'application/json' };
  return { content: scalar(item), contentType: contentType || undefined };
}

function fileName(file: Blob): string {
  return 'name' in file ? String(file.name) : 'blob';
}

/** Escapes the characters that would end the quotes or the line, as browsers do. */
function quoted(text: string): string {
  return text.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
