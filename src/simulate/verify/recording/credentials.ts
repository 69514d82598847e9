import type { SecurityScheme } from '../../../model/operation.ts';

/** Replaces each credential. */
const REMOVED = 'REMOVED';
/** Headers that contain credentials whether or not a document says so. */
const ALWAYS = ['authorization', 'proxy-authorization', 'cookie', 'set-cookie'];
/** Shorter values are not searched for in texts: `2` is in every body. */
const SHORTEST_SECRET = 6;

/** Removes credentials from requests and responses, and keeps a list of what it removed. */
export class CredentialFilter {
  readonly #headers: ReadonlySet<string>;
  readonly #query: ReadonlySet<string>;
  readonly #secrets = new Set<string>();
  readonly #removed = new Set<string>();

  /**
   * @param schemes all schemes that the document declares
   * @param headers the headers that the user passed for each request
   */
  constructor(schemes: readonly SecurityScheme[], headers: Readonly<Record<string, string>>) {
    const keys = schemes.flatMap((scheme) => (scheme.type === 'apiKey' ? [scheme] : []));
    const named = keys.filter((scheme) => scheme.in === 'header').map(({ parameter }) => parameter);
    this.#headers = new Set([...ALWAYS, ...named, ...Object.keys(headers)].map((name) => name.toLowerCase()));
    this.#query = new Set(keys.filter((scheme) => scheme.in === 'query').map(({ parameter }) => parameter));
    for (const value of Object.values(headers)) this.#addSecret(value);
  }

  /** Descriptions of everything that was removed, such as ``the header `authorization` ``. */
  get removed(): readonly string[] {
    return [...this.#removed].sort();
  }

  headers(headers: Headers): Headers {
    const kept = new Headers();
    for (const [name, value] of headers) {
      if (!this.#headers.has(name)) kept.append(name, this.text(value));
      else {
        this.#addSecret(value);
        this.#removed.add(`the header \`${name}\``);
        kept.set(name, REMOVED);
      }
    }
    return kept;
  }

  url(text: string): string {
    const url = new URL(text);
    if (url.username !== '' || url.password !== '') this.#removed.add('the credentials of the URL');
    url.username = url.password = '';
    for (const name of this.#query) {
      const value = url.searchParams.get(name);
      if (value === null) continue;
      this.#addSecret(value);
      // Other parameters must stay as they are written: a replay compares URLs.
      url.search = this.#withoutQuery(url.search);
    }
    return this.text(url.href);
  }

  /** Removes credentials from a body or the value of a header: some APIs repeat them in the links to other pages. */
  text(text: string): string {
    let kept = this.#withoutQuery(text);
    for (const secret of this.#secrets) {
      for (const form of new Set([secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])) {
        if (!kept.includes(form)) continue;
        kept = kept.replaceAll(form, REMOVED);
        this.#removed.add('credentials that responses or other fields repeat');
      }
    }
    return kept;
  }

  #withoutQuery(text: string): string {
    let kept = text;
    for (const name of this.#query) {
      const escaped = encodeURIComponent(name).replaceAll(/[.*+?^$()|[\]\\{}]/g, '\\$&');
      // JSON and HTML escape the ampersand of a URL.
      const pattern = new RegExp(`([?&]|\\\\u0026|&amp;)${escaped}=([^&"'\\s<>#\\\\]*)`, 'g');
      kept = kept.replaceAll(pattern, (found: string, before: string, value: string) => {
        if (value === REMOVED) return found;
        this.#removed.add(`the query parameter \`${name}\``);
        return `${before}${encodeURIComponent(name)}=${REMOVED}`;
      });
    }
    return kept;
  }

  #addSecret(value: string): void {
    const parts = [
      value,
      ...value.split(/[\s;,]+/),
      ...value.split(/[\s;,]+/).map((part) => part.replace(/^[^=]*=/, '')),
    ];
    const decoded = parts.flatMap((part) => (/^[A-Za-z0-9+/]{8,}={0,2}$/.test(part) ? [decode(part)] : []));
    for (const secret of [...parts, ...decoded, ...decoded.flatMap((pair) => pair.split(':'))]) {
      if (secret.length >= SHORTEST_SECRET && !/^(?:basic|bearer|digest|token|apikey)$/i.test(secret))
        this.#secrets.add(secret);
    }
  }
}

/** Decodes the pair of name and password of Basic authentication. Returns '' for anything else. */
function decode(text: string): string {
  const decoded = atob(text.length % 4 === 0 ? text : '');
  return /^[\x20-\x7E]*:[\x20-\x7E]*$/.test(decoded) ? decoded : '';
}
