/** A value of RFC 6570 section 2.3: a string, a list, or pairs. */
export type Value = string | readonly string[] | Readonly<Record<string, string>>;

/** The operators of RFC 6570, by their first character (appendix A). */
const OPERATORS = {
  '': { first: '', separator: ',', named: false, empty: '' },
  '.': { first: '.', separator: '.', named: false, empty: '' },
  ';': { first: ';', separator: ';', named: true, empty: '' },
  '?': { first: '?', separator: '&', named: true, empty: '=' },
} as const;

/**
 * One expression of RFC 6570, such as `{;color*}`, expanded by the algorithm of its section 3.2.1: what the table of
 * styles in OpenAPI's Parameter Object refers to. Written from the RFC alone, to hold the runtime against.
 */
export function expand(operator: keyof typeof OPERATORS, name: string, exploded: boolean, value: Value): string {
  const { first, separator, named, empty } = OPERATORS[operator];
  const assign = (key: string, text: string): string => encode(key) + (text === '' ? empty : `=${encode(text)}`);
  if (typeof value === 'string') return first + (named ? assign(name, value) : encode(value));
  const pairs = Array.isArray(value) ? value.map((item: string) => [undefined, item] as const) : Object.entries(value);
  if (pairs.length === 0) return '';
  if (!exploded) {
    const list = pairs.flatMap(([key, text]) => (key === undefined ? [encode(text)] : [encode(key), encode(text)]));
    return first + (named ? `${encode(name)}=` : '') + list.join(',');
  }
  const parts = pairs.map(([key, text]) => {
    if (named) return assign(key ?? name, text);
    return key === undefined ? encode(text) : `${encode(key)}=${encode(text)}`;
  });
  return first + parts.join(separator);
}

/** All but the unreserved characters of RFC 3986, as octets of UTF-8. */
function encode(text: string): string {
  return [...new TextEncoder().encode(text)]
    .map((octet) => {
      const character = String.fromCharCode(octet);
      return /[\w.~-]/.test(character) ? character : `%${octet.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
}
