import type { PageFaults } from '../../../templates/runtime/integrations/page-faults.js';

/** Faults to inject into the responses of the mock. */
export interface Faults extends PageFaults {
  /** Error statuses, each for every n-th request. */
  readonly statuses?: readonly { readonly status: number; readonly every: number }[];
  /** Every n-th request with a cursor is answered as `expiredOn` declares. */
  readonly expired?: number;
  /** Delay of each response in milliseconds. */
  readonly slow?: number;
}

/** Describes the faults for the help of the command line. */
export const FAULT_HELP =
  '429=10 (every 10th request; any error status), slow=200 (ms), cap=50 (items per page), repeat-cursor=3 (from page 3 on), max-limit=50, max-offset=500, overlap=2 (items), total=7 (too large by 7), missing=hasMore, end=3 (page 3 claims to be the last), expired=5 (every 5th request with a cursor, as `expiredOn` declares)';

const NUMBERS: Readonly<Record<string, keyof Faults>> = {
  slow: 'slow',
  cap: 'cap',
  'repeat-cursor': 'repeatCursor',
  'max-limit': 'maxLimit',
  'max-offset': 'maxOffset',
  overlap: 'overlap',
  total: 'total',
  end: 'end',
  expired: 'expired',
};

/** Adds the fault that a text such as `cap=50` names. Returns undefined if there is no such fault. */
export function withFault(faults: Faults, text: string): Faults | undefined {
  const [, name = '', value = ''] = /^([a-z-]+|[45]\d\d)=(.+)$/.exec(text) ?? [];
  if (name === 'missing') return { ...faults, missing: [...(faults.missing ?? []), value] };
  const number = /^-?\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
  if (Number.isNaN(number) || (name !== 'total' && number < 1)) return undefined;
  if (/^\d+$/.test(name)) {
    return { ...faults, statuses: [...(faults.statuses ?? []), { status: Number(name), every: number }] };
  }
  const key = Object.hasOwn(NUMBERS, name) ? NUMBERS[name] : undefined;
  return key && { ...faults, [key]: number };
}
