/** Statuses after which a request is worth repeating. */
export function isTransient(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}

/**
 * Returns the wait in milliseconds that an error answer asks for; undefined if it asks for none. `Retry-After`
 * (RFC 9110, section 10.2.3) counts on every status. The rate-limit headers count only on 429 or if the remaining quota
 * is 0: many APIs send them with every answer, where they say when the quota is renewed and not when to ask again.
 */
export function requestedWait(status: number, headers: Headers, now: number = Date.now()): number | undefined {
  const after = waitOf(headers.get('retry-after'), now);
  if (after !== undefined) return after;
  const limit = headers.get('ratelimit') ?? '';
  const remaining =
    /(?:^|[,;\s])(?:remaining|r)=(\d+)/i.exec(limit)?.[1] ??
    headers.get('ratelimit-remaining') ??
    headers.get('x-ratelimit-remaining');
  if (status !== 429 && remaining?.trim() !== '0') return undefined;
  const reset = /(?:^|[,;\s])(?:reset|t)=(\d+(?:\.\d+)?)/i.exec(limit)?.[1];
  return waitOf(reset ?? headers.get('ratelimit-reset') ?? headers.get('x-ratelimit-reset'), now);
}

/**
 * Reads seconds, epoch seconds (above 10^9), epoch milliseconds (above 10^12) or a date. A field that was sent twice
 * arrives as `5, 5`: the first value counts.
 */
function waitOf(text: string | null | undefined, now: number): number | undefined {
  const [, digits] = /^\s*(\d+(?:\.\d+)?)\s*(?:,\s*[\d.]+\s*)*$/.exec(text ?? '') ?? [];
  if (digits === undefined) {
    const date = text === null || text === undefined ? Number.NaN : dateOf(text);
    return Number.isNaN(date) ? undefined : Math.max(0, date - now);
  }
  const value = Number(digits);
  const wait = value > 1e12 ? value - now : value > 1e9 ? value * 1000 - now : value * 1000;
  return Math.max(0, wait);
}

/** Reads an HTTP date. The asctime form has no zone, and means UTC (RFC 9110, section 5.6.7). */
function dateOf(text: string): number {
  return Date.parse(/^\s*\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}\s*$/.test(text) ? `${text.trim()} GMT` : text);
}

/** Exponential backoff with jitter: 0.25 to 0.5 s, 0.5 to 1 s, … at most 8 s. */
export function backoff(attempt: number): number {
  return Math.min(8000, 500 * 2 ** (attempt - 1)) * (0.5 + Math.random() / 2);
}

/** Returns true if requests of this method may be repeated, since they are idempotent (RFC 9110, section 9.2.2). */
export function isIdempotent(method: string): boolean {
  return /^(GET|QUERY|HEAD|PUT|DELETE|OPTIONS|TRACE)$/.test(method);
}
