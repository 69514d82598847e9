import type { ApiModel } from '../model/api.ts';
import type { Location } from '../shared/json.ts';

/** A rate limit that the document states in words. */
export interface ProposedBudget {
  readonly name: string;
  readonly requests: number;
  /** In seconds. */
  readonly per: number;
  readonly reason: string;
  /** The operations that it applies to; undefined means all. */
  readonly operations?: readonly Location[];
}

const UNITS: Readonly<Record<string, number>> = {
  s: 1,
  sec: 1,
  second: 1,
  m: 60,
  min: 60,
  minute: 60,
  h: 3600,
  hour: 3600,
};

/** "100 requests per minute", "60 API calls every 30 seconds", "5 req/s". A limit per day would stop a client for hours. */
const RATE =
  /(?<![\w.,])(\d[\d,_]*|\d+k) (?:(?:api|http|total|successful) )?(?:requests?|calls?|queries|hits|req)\b(?: (?:are|is|can be|may be)? ?(?:allowed|permitted|made|sent|accepted|available))?(?: (?:per|by|for each) (?:user|client|ip(?: address)?|(?:api )?key|token|account|application|app|organization|workspace))? ?(?:\/|per|an?\b|each|every|in any|in an?\b|in|within) ?(?:(\d+)[ -])?(s|sec|second|m|min|minute|h|hour)s?\b/gi;

const ABOUT_RATES = /\brate[ -]?limit|\bthrottl|\btoo many requests\b|\b429\b|\bquota\b|\brequests? limit/i;

interface Rate {
  readonly requests: number;
  readonly per: number;
}

function ratesIn(text: string): Rate[] {
  return [...text.matchAll(RATE)].flatMap(([, count = '', size = '1', unit = '']): Rate[] => {
    const requests = Number(count.replace(/[,_]/g, '').replace(/k$/i, '000'));
    const per = Number(size) * (UNITS[unit.toLowerCase()] ?? Number.NaN);
    return Number.isSafeInteger(requests) && requests >= 1 && per > 0 ? [{ requests, per }] : [];
  });
}

/** Returns what a document says about all requests: in its description, in a paragraph about rates. */
function generalRates({ description = '' }: ApiModel): Rate[] {
  return description
    .split(/\n\s*\n/)
    .filter((paragraph) => ABOUT_RATES.test(paragraph))
    .flatMap(ratesIn);
}

/**
 * Reads a rate limit from the description of the API and from those of 429 responses. If there are several, such as one
 * for each plan or list, nobody can tell which one applies to the caller: nothing is proposed.
 */
export function findBudget(model: ApiModel): ProposedBudget | undefined {
  if ((model.budgets?.length ?? 0) > 0) return undefined;
  const general = generalRates(model);
  const limited = model.operations.flatMap(({ responses, location }) => {
    const refusals = responses.filter(({ status }) => status === '429');
    const rates = refusals.flatMap(({ description = '' }) => ratesIn(description));
    return refusals.length === 0 ? [] : [{ location, rates }];
  });
  const stating = limited.filter(({ rates }) => rates.length > 0);
  const all = [...general, ...stating.flatMap(({ rates }) => rates)];
  const [rate] = all;
  if (rate === undefined || all.some(({ requests, per }) => requests !== rate.requests || per !== rate.per)) {
    return undefined;
  }
  const isGeneral = general.length > 0 || stating.length === limited.length;
  const source = general.length > 0 ? 'the description of the API' : 'the description of 429 responses';
  return {
    name: 'api',
    ...rate,
    reason: `${source} states ${rate.requests} requests in ${rate.per} s`,
    ...(!isGeneral && { operations: stating.map(({ location }) => location) }),
  };
}
