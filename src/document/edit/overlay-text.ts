import { Document, isMap, isSeq } from 'yaml';
import { type JsonPointer, type JsonValue, parsePointer } from '../../shared/json.ts';

/** One change of a document: merges `update` into the object at `pointer`, or removes the value there. */
export interface OverlayAction {
  readonly pointer: JsonPointer;
  readonly update: { readonly [key: string]: JsonValue } | 'remove';
  /** Lines of a comment before the action. */
  readonly comments: readonly string[];
}

export interface OverlayInfo {
  readonly title: string;
  readonly version: string;
  /** Lines of a comment at the top of the file. */
  readonly comments: readonly string[];
}

/** Returns an OpenAPI Overlay 1.0 (Overlay Specification 1.0.0 section 4.4) as YAML text. */
export function overlayText({ title, version, comments }: OverlayInfo, actions: readonly OverlayAction[]): string {
  const document = new Document(
    {
      overlay: '1.0.0',
      info: { title, version },
      actions: actions.map(({ pointer, update }) => ({
        target: jsonPath(pointer),
        ...(update === 'remove' ? { remove: true } : { update }),
      })),
    },
    { aliasDuplicateObjects: false },
  );
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

/** Formats lines as a comment. Replaces line breaks in text from a document, because they would end the comment. */
function comment(lines: readonly string[]): string {
  return lines.map((line) => ` ${line.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')}`).join('\n');
}

/** Converts a JSON Pointer to a JSONPath (RFC 9535 section 2.3) that matches exactly that place. */
export function jsonPath(pointer: JsonPointer): string {
  return `$${(parsePointer(pointer) ?? []).map(formatSegment).join('')}`;
}

function formatSegment(token: string): string {
  if (/^[A-Za-z_]\w*$/.test(token)) return `.${token}`;
  // A pointer does not tell whether a number is a member or an element. Select both: only one of them exists.
  if (/^(0|[1-9]\d*)$/.test(token)) return `['${token}',${token}]`;
  return `['${token.replaceAll(/['\\]|\p{Cc}/gu, escapeCharacter)}']`;
}

function escapeCharacter(character: string): string {
  if (character === "'" || character === '\\') return `\\${character}`;
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
