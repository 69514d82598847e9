import type { Detection } from './evidence.ts';

/** The life of a cursor, as a document describes it. */
export interface ProposedExpiry {
  readonly expiredOn: readonly number[];
  /** In seconds. */
  readonly cursorTtl?: number;
  readonly notes: readonly string[];
}

const CURSOR =
  '(?:cursor|iterator|scroll|marker|snapshot|(?:page|paging|pagination|next|continuation|sync|scroll|skip|resume)[ _-]?token)s?';
const EXPIRED = '(?:expired?s?|expiration|no longer (?:valid|available|exists?)|too old|timed out|stale)';

/** "The cursor has expired", "Expired page token". */
const IS_EXPIRED = new RegExp(
  `\\b${CURSOR}\\b[^.;]{0,60}\\b${EXPIRED}\\b|\\b${EXPIRED}\\b[^.;]{0,30}\\b${CURSOR}\\b`,
  'i',
);

/** Other reasons for the same status: a request with a wrong cursor is not to be begun again. */
const HAS_OTHER_REASONS =
  /\b(?:invalid|malformed|bad request|validation|missing|unknown|wrong|unsupported|not found|does not exist|incorrect)\b/i;

/** Statuses that speak of credentials or rates, whatever their description says. */
const OTHER_STATUSES: ReadonlySet<number> = new Set([401, 403, 429]);

const UNITS: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3600, day: 86_400 };

/** "Cursors expire after 15 minutes", "the token is valid for 24 hours". */
const LIFE = new RegExp(
  `\\b(?:${CURSOR}|tokens?|it)\\b[^.;]{0,40}\\b(?:expires?|valid|usable|kept|lives?)\\b[^.;\\d]{0,20}\\b(\\d{1,5}|an?|one)[ -](second|minute|hour|day)s?\\b`,
  'i',
);

/**
 * Reads which status says that a cursor has expired, and how long it stays valid. Only clear descriptions count: a walk
 * that takes another error for an expired cursor would begin again.
 */
export function findExpiry({ style, operation, position, next }: Detection): ProposedExpiry {
  if (style === 'offset' || style === 'page') return { expiredOn: [], notes: [] };
  const expiredOn = operation.responses.flatMap(({ status, description = '' }) => {
    const number = /^4\d\d$/.test(status) ? Number(status) : undefined;
    const isClear = number === 410 || !HAS_OTHER_REASONS.test(description);
    return number !== undefined && !OTHER_STATUSES.has(number) && isClear && IS_EXPIRED.test(description)
      ? [number]
      : [];
  });
  const place = next?.kind === 'nextCursor' || next?.kind === 'nextUrl' ? next.place.text : '';
  const texts = [position?.text ?? '', place];
  const life = texts.map(lifeIn).find((seconds) => seconds !== undefined);
  return {
    expiredOn,
    ...(life !== undefined && { cursorTtl: life }),
    notes: [
      ...expiredOn.map((status) => `the description of ${status} says that the cursor has expired`),
      ...(life === undefined ? [] : [`a description says that a cursor stays valid for ${life} s`]),
    ],
  };
}

function lifeIn(text: string): number | undefined {
  const [, count = '', unit = ''] = LIFE.exec(text) ?? [];
  const seconds = UNITS[unit.toLowerCase()];
  return seconds === undefined ? undefined : (/^\d/.test(count) ? Number(count) : 1) * seconds;
}
