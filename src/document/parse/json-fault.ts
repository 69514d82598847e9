import type { Range } from '../../shared/diagnostic.ts';

const TOKEN =
  /[ \t\n\r]+|[{}[\]:,]|"[^"\\]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)/y;

type Expectation = 'value' | 'value or ]' | 'name or }' | 'name' | ':' | ', or }' | ', or ]' | 'end';

const IN_WORDS: Record<Expectation, string> = {
  value: 'a value',
  'value or ]': 'a value or "]"',
  'name or }': 'a name in double quotes or "}"',
  name: 'a name in double quotes',
  ':': '":"',
  ', or }': '"," or "}"',
  ', or ]': '"," or "]"',
  end: 'the end of the text',
};

/**
 * Finds the first place at which a text is not JSON (RFC 8259), and what was expected there. `JSON.parse` does not say
 * what it expected.
 */
export function findJsonFault(text: string): { message: string; range: Range } {
  const open: ('{' | '[')[] = [];
  let expected: Expectation = 'value';
  let offset = 0;
  while (offset < text.length) {
    TOKEN.lastIndex = offset;
    const token = TOKEN.exec(text)?.[0];
    if (token === undefined || (token.startsWith('"') && hasControl(token))) break;
    if (token.trim() !== '') {
      const next = nextExpectation(expected, token, open);
      if (next === undefined) break;
      expected = next;
    }
    offset += token.length;
  }
  const found = offset < text.length ? (/^(?:[\w.+-]+|.)/su.exec(text.slice(offset, offset + 40))?.[0] ?? '') : '';
  const actual = found === '' ? 'the text ends here' : `found ${JSON.stringify(found)}`;
  return {
    message: `Invalid JSON: expected ${IN_WORDS[expected]}, but ${actual}.`,
    range: rangeAt(text, offset, found.length),
  };
}

/** Returns what must follow `token`, or undefined if `token` is not what was expected. */
function nextExpectation(expected: Expectation, token: string, open: ('{' | '[')[]): Expectation | undefined {
  const value = (): Expectation => (open.length === 0 ? 'end' : open.at(-1) === '{' ? ', or }' : ', or ]');
  const close = (): Expectation => {
    open.pop();
    return value();
  };
  switch (expected) {
    case 'value or ]':
      if (token === ']') return close();
      return nextExpectation('value', token, open);
    case 'value':
      if (token === '{' || token === '[') {
        open.push(token);
        return token === '{' ? 'name or }' : 'value or ]';
      }
      return /^[}\]:,]/.test(token) ? undefined : value();
    case 'name or }':
      if (token === '}') return close();
      return nextExpectation('name', token, open);
    case 'name':
      return token.startsWith('"') ? ':' : undefined;
    case ':':
      return token === ':' ? 'value' : undefined;
    case ', or }':
      return token === ',' ? 'name' : token === '}' ? close() : undefined;
    case ', or ]':
      return token === ',' ? 'value' : token === ']' ? close() : undefined;
    case 'end':
      return undefined;
  }
}

/** True if a string contains a control character, which JSON requires to be escaped (RFC 8259 section 7). */
function hasControl(token: string): boolean {
  for (let index = 0; index < token.length; index++) if (token.charCodeAt(index) < 0x20) return true;
  return false;
}

function rangeAt(text: string, offset: number, length: number): Range {
  const before = text.slice(0, offset).split(/\r\n|[\n\r]/);
  const line = before.length;
  const column = (before.at(-1) ?? '').length + 1;
  return { line, column, endLine: line, endColumn: column + length };
}
