import { NotRecordedError } from '../live-api.ts';
import type { CredentialFilter } from './credentials.ts';
import type { RecordedExchange } from './har.ts';

/** Largest number of redirects to follow, as in the Fetch standard. */
const MOST_REDIRECTS = 20;

/**
 * Returns a `fetch` that answers from a recording, without a network. Equal requests get the responses in the recorded
 * order; further ones get the last response again.
 */
export function createReplay(exchanges: readonly RecordedExchange[], filter: CredentialFilter): typeof fetch {
  const waiting = new Map<string, RecordedExchange[]>();
  const keyOf = (method: string, url: string, body: string | undefined): string =>
    [method.toUpperCase(), filter.url(url), filter.text(body ?? '')].join('\n');
  for (const exchange of exchanges) {
    const key = keyOf(exchange.method, exchange.url, exchange.requestBody);
    waiting.set(key, [...(waiting.get(key) ?? []), exchange]);
  }
  const find = (method: string, url: string, body: string | undefined): RecordedExchange => {
    const queue = waiting.get(keyOf(method, url, body)) ?? [];
    const next = queue.length > 1 ? queue.shift() : queue[0];
    if (next !== undefined) return next;
    const what = `${method} ${filter.url(url)}${body === undefined ? '' : ` with the body ${filter.text(body)}`}`;
    throw new NotRecordedError(`The recording has no response to ${what}. Record it again with --record.`);
  };
  return async (input, init = {}) => {
    const body = typeof init.body === 'string' ? init.body : undefined;
    let url = input instanceof Request ? input.url : String(input);
    let found = find(init.method ?? 'GET', url, body);
    for (let hops = 0; hops < MOST_REDIRECTS && init.redirect !== 'manual'; hops++) {
      const location = new Headers(headersOf(found)).get('location');
      if (location === null || found.status < 300 || found.status > 399) break;
      url = new URL(location, url).href;
      found = find('GET', url, undefined);
    }
    const isBodiless = [204, 205, 304].includes(found.status);
    const { status, statusText } = found;
    const response = new Response(isBodiless ? null : found.text, { status, statusText, headers: headersOf(found) });
    Object.defineProperty(response, 'url', { value: url });
    return response;
  };
}

/** The text is decoded already, and nobody has to wait for a recording. */
function headersOf({ headers }: RecordedExchange): [string, string][] {
  return headers.flatMap(([name, value]): [string, string][] => {
    if (/^(?:content-encoding|content-length|transfer-encoding)$/i.test(name)) return [];
    return [[name, /^retry-after$/i.test(name) ? '0' : value]];
  });
}
