import { InputError } from '../../../shared/diagnostic.ts';
import { isJsonObject, type JsonValue } from '../../../shared/json.ts';
import { version } from '../../../shared/version.ts';
import { type Exchange, NotRecordedError } from '../live-api.ts';
import type { CredentialFilter } from './credentials.ts';

/** The options of a run that a replay has to repeat, so that it sends the same requests. */
export interface RecordedRun {
  readonly baseUrl?: string;
  readonly budget?: number;
  readonly probeLimits?: boolean;
  readonly params?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** One request with its response, as a recording contains it. */
export interface RecordedExchange {
  readonly method: string;
  readonly url: string;
  readonly requestBody: string | undefined;
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly text: string;
}

export interface Recording {
  readonly run: RecordedRun;
  readonly exchanges: readonly RecordedExchange[];
}

/**
 * Formats requests and responses as an HTTP Archive 1.2, which browsers and other tools open. Credentials are removed.
 * The member `_pagegen` follows the format's rule for custom fields.
 */
export function formatHar(exchanges: readonly Exchange[], run: RecordedRun, filter: CredentialFilter): string {
  const entries = exchanges.map((exchange) => formatEntry(exchange, filter));
  const params = run.params && (JSON.parse(filter.text(JSON.stringify(run.params))) as JsonValue);
  const baseUrl = run.baseUrl === undefined ? undefined : filter.url(run.baseUrl).replace(/\/$/, '');
  const { removed } = filter;
  const log = {
    version: '1.2',
    creator: { name: 'pagegen', version },
    comment: removed.length === 0 ? 'No credentials were sent.' : `Removed: ${removed.join(', ')}.`,
    _pagegen: { ...run, baseUrl, params },
    entries,
  };
  return `${JSON.stringify({ log }, null, 2)}\n`;
}

function formatEntry(exchange: Exchange, filter: CredentialFilter): object {
  const { method, requestBody, status, statusText, text, sentAt, duration } = exchange;
  const requestHeaders = filter.headers(exchange.requestHeaders);
  const headers = filter.headers(exchange.headers);
  const url = filter.url(exchange.url);
  const common = { httpVersion: 'HTTP/1.1', cookies: [], headersSize: -1, bodySize: -1 };
  const body = requestBody === undefined ? undefined : filter.text(requestBody);
  const mimeType = requestHeaders.get('content-type') ?? 'application/json';
  return {
    startedDateTime: sentAt.toISOString(),
    time: duration,
    request: {
      ...common,
      method,
      url,
      headers: pairsOf(requestHeaders),
      queryString: pairsOf(new URL(url).searchParams),
      ...(body !== undefined && { postData: { mimeType, text: body } }),
    },
    response: {
      ...common,
      status,
      statusText,
      headers: pairsOf(headers),
      content: {
        size: Buffer.byteLength(text),
        mimeType: headers.get('content-type') ?? 'application/octet-stream',
        text: filter.text(text),
      },
      redirectURL: headers.get('location') ?? '',
    },
    cache: {},
    timings: { send: 0, wait: duration, receive: 0 },
  };
}

function pairsOf(pairs: Iterable<[string, string]>): { name: string; value: string }[] {
  return [...pairs].map(([name, value]) => ({ name, value }));
}

/**
 * Reads a recording: one of pagegen, or an HTTP Archive of another tool.
 *
 * @throws InputError `invalid-recording`
 */
export function parseHar(text: string, displayPath: string): Recording {
  const fail = (reason: string): never => {
    throw new InputError('invalid-recording', `${displayPath} is not a recording: ${reason}.`, {
      hint: 'Make one with `pagegen verify --record`; HTTP Archives (HAR) of other tools can be read too.',
    });
  };
  const whole = parse(text);
  const log = isJsonObject(whole) ? whole.log : undefined;
  if (!isJsonObject(log) || !Array.isArray(log.entries)) return fail('it is not an HTTP Archive');
  const exchanges = log.entries.map((entry: unknown, index) => {
    const exchange = readEntry(entry);
    return exchange ?? fail(`the entry ${index + 1} has no request or response`);
  });
  return { run: isJsonObject(log._pagegen) ? readRun(log._pagegen) : {}, exchanges };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readRun({ baseUrl, budget, probeLimits, params }: Readonly<Record<string, unknown>>): RecordedRun {
  return {
    ...(typeof baseUrl === 'string' && { baseUrl }),
    ...(typeof budget === 'number' && { budget }),
    ...(typeof probeLimits === 'boolean' && { probeLimits }),
    ...(isParams(params) && { params }),
  };
}

function isParams(value: unknown): value is NonNullable<RecordedRun['params']> {
  return isJsonObject(value) && Object.values(value).every(isJsonObject);
}

function readEntry(entry: unknown): RecordedExchange | undefined {
  if (!isJsonObject(entry) || !isJsonObject(entry.request) || !isJsonObject(entry.response)) return undefined;
  const { method, url, postData } = entry.request;
  const { status, statusText, headers, content } = entry.response;
  if (typeof method !== 'string' || typeof url !== 'string' || !URL.canParse(url)) return undefined;
  if (typeof status !== 'number' || status < 200 || status > 599) return undefined;
  const body = isJsonObject(postData) && typeof postData.text === 'string' ? postData.text : undefined;
  const { text = '', encoding = '' } = isJsonObject(content) ? content : {};
  const plain = encoding === 'base64' ? Buffer.from(String(text), 'base64').toString() : String(text);
  return {
    method,
    url,
    requestBody: body,
    status,
    statusText: typeof statusText === 'string' ? statusText : '',
    headers: Array.isArray(headers) ? headers.flatMap(readPair) : [],
    text: plain,
  };
}

function readPair(pair: unknown): [string, string][] {
  if (!isJsonObject(pair) || typeof pair.name !== 'string' || typeof pair.value !== 'string') return [];
  // Pseudo-headers of HTTP/2 are not fields.
  return /^[\w!#$%&'*+.^`|~-]+$/.test(pair.name) ? [[pair.name, pair.value]] : [];
}

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
