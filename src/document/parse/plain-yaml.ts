import { EVENT_ID, type Event, getScalarValue, parseEvents, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import { isJsonFile } from './json-source.ts';
import { MAX_DEPTH, PlainIndex } from './plain-index.ts';
import { indexRanges, isTooLarge, type SourceDocument } from './source-document.ts';

/** Texts that the two YAML parsers read differently: a block scalar with its header on a line of its own … */
const LONE_HEADER = /(?:^|\n) *[>|][^\n]*\r?\n$/;
/** … and a document marker after initial blanks. */
const INDENTED_MARKER = /^\s+(?:---|\.\.\.)/;

type Container = { readonly value: unknown[] | Record<string, unknown>; key: string | undefined };

/**
 * Reads plain YAML 1.2 (core schema): valid text without tags, merge keys and directives, and without an alias in a part
 * that has an anchor. Most documents are plain, and this parser is several times faster than the full one.
 *
 * @returns undefined for any other text, without a report
 */
export function readPlainYaml(text: string): { readonly data: unknown } | undefined {
  if (INDENTED_MARKER.test(text)) return undefined;
  try {
    return buildValue(text, parseEvents(text, { maxDepth: MAX_DEPTH }));
  } catch {
    // The full parser reports the fault.
    return undefined;
  }
}

function buildValue(text: string, events: readonly Event[]): { readonly data: unknown } | undefined {
  const root: unknown[] = [];
  const open: Container[] = [];
  let current: Container = { value: root, key: undefined };
  const anchors = new Map<string, unknown>();
  let hasAliases = false;
  const names = new Set<string>();
  // The parsers differ in the value of an anchor that is declared twice.
  const hasNewAnchor = (event: Anchored): boolean => {
    const name = event.anchorStart < 0 ? undefined : anchorOf(text, event);
    const isNew = name === undefined || !names.has(name);
    if (name !== undefined) names.add(name);
    return isNew;
  };
  /** For each open container with an anchor: its name, and the number of containers around it. */
  const anchored: { readonly name: string; readonly depth: number }[] = [];
  for (const event of events) {
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        if (root.length > 0 || event.directives.length > 0) return undefined;
        break;
      case EVENT_ID.SCALAR: {
        if (event.tagStart >= 0 || hasLoneHeader(text, event) || !hasNewAnchor(event)) return undefined;
        const isKey = !Array.isArray(current.value) && current.key === undefined;
        const value = isKey ? readKey(text, event, current.value) : readScalar(text, event);
        if (value === undefined) return undefined;
        if (event.anchorStart >= 0 && (isKey || event.valueStart < 0)) return undefined;
        if (isKey) current.key = value as string;
        else addValue(current, value);
        if (event.anchorStart >= 0) anchors.set(anchorOf(text, event), value);
        break;
      }
      case EVENT_ID.SEQUENCE:
      case EVENT_ID.MAPPING: {
        // A key must be a scalar.
        if (event.tagStart >= 0 || !hasNewAnchor(event) || (!Array.isArray(current.value) && current.key === undefined))
          return undefined;
        const value = event.type === EVENT_ID.SEQUENCE ? [] : {};
        addValue(current, value);
        open.push(current);
        current = { value, key: undefined };
        if (event.anchorStart >= 0) anchored.push({ name: anchorOf(text, event), depth: open.length });
        break;
      }
      case EVENT_ID.ALIAS: {
        const name = anchorOf(text, event);
        const isKey = !Array.isArray(current.value) && current.key === undefined;
        // Aliases of parts that contain aliases can make a small text grow without limit.
        if (isKey || anchored.length > 0 || !anchors.has(name)) return undefined;
        addValue(current, anchors.get(name));
        hasAliases = true;
        break;
      }
      case EVENT_ID.POP:
        if (anchored.at(-1)?.depth === open.length) {
          const { name } = anchored.pop() ?? { name: '' };
          anchors.set(name, current.value);
        }
        // The last event closes the document, and `open` is empty then.
        current = open.pop() ?? current;
    }
  }
  // The full parser says so.
  if (hasAliases && isTooLarge(root[0])) return undefined;
  // An OpenAPI document is a mapping. Leave a text that is a single scalar to the full parser.
  return root.length === 1 && typeof root[0] === 'object' && root[0] !== null ? { data: root[0] } : undefined;
}

type Anchored = { readonly anchorStart: number; readonly anchorEnd: number };

function anchorOf(text: string, { anchorStart, anchorEnd }: Anchored): string {
  return text.slice(anchorStart, anchorEnd);
}

function hasLoneHeader(text: string, { style, valueStart }: ScalarEvent): boolean {
  if (style !== SCALAR_STYLE.LITERAL_BLOCK && style !== SCALAR_STYLE.FOLDED_BLOCK) return false;
  const line = text.lastIndexOf('\n', valueStart - 2);
  return valueStart < 0 || LONE_HEADER.test(text.slice(Math.max(0, line), valueStart));
}

function addValue(container: Container, value: unknown): void {
  if (Array.isArray(container.value)) {
    container.value.push(value);
    return;
  }
  const key = container.key ?? '';
  container.key = undefined;
  if (key === '__proto__') {
    Object.defineProperty(container.value, key, { value, enumerable: true, writable: true, configurable: true });
  } else container.value[key] = value;
}

/** Returns a key as it is written: `1.0` is a name here, not a number. Undefined for a duplicate key and for `<<`. */
function readKey(text: string, event: ScalarEvent, owner: object): string | undefined {
  if (event.valueStart < 0) return undefined;
  const key = getScalarValue(text, event);
  return key === '<<' || Object.hasOwn(owner, key) ? undefined : key;
}

function readScalar(text: string, event: ScalarEvent): string | number | boolean | null | undefined {
  const value = event.valueStart < 0 ? '' : getScalarValue(text, event);
  return event.style === SCALAR_STYLE.PLAIN ? resolvePlainScalar(value) : value;
}

/** Resolves a plain scalar by the core schema (YAML 1.2.2 section 10.3.2). Undefined if JSON has no such value. */
function resolvePlainScalar(text: string): string | number | boolean | null | undefined {
  if (text !== '' && !/^[-+.\d~ntfNTF]/.test(text)) return text;
  if (/^(?:~|null|Null|NULL)?$/.test(text)) return null;
  if (/^(?:true|True|TRUE)$/.test(text)) return true;
  if (/^(?:false|False|FALSE)$/.test(text)) return false;
  if (/^[-+]?\d+$/.test(text)) return Number.parseInt(text, 10);
  if (/^0o[0-7]+$/.test(text)) return Number.parseInt(text.slice(2), 8);
  if (/^0x[\da-fA-F]+$/.test(text)) return Number.parseInt(text.slice(2), 16);
  if (/^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(text)) {
    const number = Number.parseFloat(text);
    return Number.isFinite(number) ? number : undefined;
  }
  return /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/.test(text) ? undefined : text;
}

/** Parses plain YAML. Returns undefined for any other text, without a report. */
export function parsePlainSource(file: string, text: string): SourceDocument | undefined {
  const plain = isJsonFile(file) ? undefined : readPlainYaml(text);
  return plain && { file, text, data: plain.data, range: indexRanges(text, () => new PlainIndex(text)) };
}
