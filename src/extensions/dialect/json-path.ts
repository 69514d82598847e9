import { formatPointer, type JsonPointer } from '../../ir/json-pointer.ts';

/** A JSONPath of a vendor: a place in the response, or a place in the last element of an array. */
export interface ResponsePath {
  readonly pointer: JsonPointer;
  /** Set where the path goes through the last element of the array at `pointer`. */
  readonly item?: JsonPointer;
}

const STEP =
  /\.([A-Za-z_$@\u0080-\uffff][\w$@\u0080-\uffff-]*)|\[\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(\d+)|(-1)|(\(\s*@\.length\s*-\s*1\s*\)))\s*\]/y;

/**
 * Reads the paths that annotations have: `$`, members by name, elements by index, and the last element, written `[-1]`
 * (RFC 9535) or `[(@.length-1)]` (before it).
 *
 * @returns undefined for a path of another form
 */
export function parseResponsePath(text: string): ResponsePath | undefined {
  const trimmed = text.trim();
  if (!trimmed.startsWith('$')) return undefined;
  const tokens: string[] = [];
  let array: string[] | undefined;
  let at = 1;
  while (at < trimmed.length) {
    STEP.lastIndex = at;
    const step = STEP.exec(trimmed);
    if (step === null) return undefined;
    const [whole, member, single, double, index, last, formerLast] = step;
    if (last !== undefined || formerLast !== undefined) {
      if (array !== undefined) return undefined;
      array = tokens.splice(0);
    } else {
      tokens.push(member ?? index ?? (single ?? double ?? '').replace(/\\(.)/g, '$1'));
    }
    at += whole.length;
  }
  const pointer = formatPointer(tokens);
  return array === undefined ? { pointer } : { pointer: formatPointer(array), item: pointer };
}
