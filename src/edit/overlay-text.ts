import { Document, isMap, isSeq } from 'yaml';
import type { JsonValue } from '../ir/json.ts';
import { type JsonPointer, parsePointer } from '../ir/json-pointer.ts';

/** One change of a document: the object at `pointer` gets what `update` has. */
export interface OverlayAction {
  readonly pointer: JsonPointer;
  readonly update: { readonly [key: string]: JsonValue };
  /** Lines that stand before the action, as a comment. */
  readonly comments: readonly string[];
}

export interface OverlayInfo {
  readonly title: string;
  readonly version: string;
  /** Lines at the top of the file, as a comment. */
  readonly comments: readonly string[];
}

/** An OpenAPI Overlay 1.0 (Overlay Specification 1.0.0 section 4.4) as YAML text. */
export function overlayText({ title, version, comments }: OverlayInfo, actions: readonly OverlayAction[]): string {
  const document = new Document({
    overlay: '1.0.0',
    info: { title, version },
    actions: actions.map(({ pointer, update }) => ({ target: jsonPath(pointer), update })),
  });
  document.commentBefore = comment(comments);
  const list = document.get('actions');
  if (isSeq(list)) {
    for (const [index, item] of list.items.entries()) {
      const lines = actions[index]?.comments ?? [];
      if (isMap(item) && lines.length > 0) item.commentBefore = comment(lines);
    }
  }
  return document.toString({ lineWidth: 0 });
}

/** Text from a document may hold line breaks, which would end the comment. */
function comment(lines: readonly string[]): string {
  return lines.map((line) => ` ${line.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')}`).join('\n');
}

/** A JSON Pointer as a JSONPath (RFC 9535 section 2.3) that matches that one place. */
export function jsonPath(pointer: JsonPointer): string {
  const segments = (parsePointer(pointer) ?? []).map((token) =>
    /^[A-Za-z_]\w*$/.test(token) ? `.${token}` : `['${token.replaceAll(/['\\]|\p{Cc}/gu, escaped)}']`,
  );
  return `$${segments.join('')}`;
}

function escaped(character: string): string {
  if (character === "'" || character === '\\') return `\\${character}`;
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
