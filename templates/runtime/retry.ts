/**
 * Milliseconds to wait before asking again: the first found of `Retry-After` (RFC 9110, section 10.2.3: seconds or a
 * date), `RateLimit` (`reset=` or `t=`), `RateLimit-Reset`, `X-RateLimit-Reset` (above 10^9: epoch seconds); undefined
 * where the answer names none.
 */
export function requestedWait(headers: Headers, now: number = Date.now()): number | undefined {
  const after = headers.get('retry-after');
  if (after !== null) {
    const wait = /^\s*\d+(\.\d+)?\s*$/.test(after) ? Number(after) * 1000 : Date.parse(after) - now;
    if (!Number.isNaN(wait)) return Math.max(0, wait);
  }
  const limit = /(?:^|[,;\s])(?:reset|t)=(\d+(?:\.\d+)?)/i.exec(headers.get('ratelimit') ?? '')?.[1];
  const reset = limit ?? headers.get('ratelimit-reset') ?? headers.get('x-ratelimit-reset');
  const seconds = reset === null || reset.trim() === '' ? Number.NaN : Number(reset);
  if (Number.isNaN(seconds)) return undefined;
  return Math.max(0, seconds > 1e9 ? seconds * 1000 - now : seconds * 1000);
}

/** Exponential backoff with jitter: 0.25 to 0.5 s, 0.5 to 1 s, … at most 8 s. */
export function backoff(attempt: number): number {
  return Math.min(8000, 500 * 2 ** (attempt - 1)) * (0.5 + Math.random() / 2);
}

/** Methods that may be repeated: idempotent ones (RFC 9110, section 9.2.2). */
export function isIdempotent(method: string): boolean {
  return /^(GET|QUERY|HEAD|PUT|DELETE|OPTIONS|TRACE)$/.test(method);
}
