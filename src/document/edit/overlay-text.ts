import { Document, isMap, isSeq } from 'yaml';
import { type JsonPointer, type JsonValue, parsePointer } from '../../shared/json.ts';

/** One change of a document: the object at `pointer` gets what `update` has, or what is there goes. */
export interface OverlayAction {
  readonly pointer: JsonPointer;
  readonly update: { readonly [key: string]: JsonValue } | 'remove';
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
    actions: actions.map(({ pointer, update }) => ({
      target: jsonPath(pointer),
      ...(update === 'remove' ? { remove: true } : { update }),
    })),
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
  return `$${(parsePointer(pointer) ?? []).map(segment).join('')}`;
}

function segment(token: string): string {
  if (/^[A-Za-z_]\w*$/.test(token)) return `.${token}`;
  // The pointer does not tell whether that is a member or an element: there is only one of the two.
  if (/^(0|[1-9]\d*)$/.test(token)) return `['${token}',${token}]`;
  return `['${token.replaceAll(/['\\]|\p{Cc}/gu, escaped)}']`;
}

function escaped(character: string): string {
  if (character === "'" || character === '\\') return `\\${character}`;
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
