/** What the mock does wrong on purpose; all of it left out: nothing. */
export interface Faults {
  /** Error statuses, and how often: every so many requests. */
  readonly statuses?: readonly { readonly status: number; readonly every: number }[];
  /** Milliseconds before each answer. */
  readonly slow?: number;
  /** The most items of a page, whatever is asked for. */
  readonly cap?: number;
  /** From this page on (counted from 1), a page leads to itself. */
  readonly repeatCursor?: number;
  /** Page sizes beyond this are refused. */
  readonly maxLimit?: number;
  /** Offsets beyond this are refused. */
  readonly maxOffset?: number;
  /** Pages after the first begin so many items too early. */
  readonly overlap?: number;
  /** What is added to the declared total. */
  readonly total?: number;
  /** Response fields of the annotation that answers lack, such as `hasMore`. */
  readonly missing?: readonly string[];
  /** From this page on (counted from 1), a page says that it is the last. */
  readonly end?: number;
}

/** The faults in the words of the command line, for its help. */
export const FAULT_HELP =
  '429=10 (every 10th request; any error status), slow=200 (ms), cap=50 (items a page), repeat-cursor=3 (from page 3 on), max-limit=50, max-offset=500, overlap=2 (items), total=7 (too many), missing=hasMore, end=3 (says so on page 3)';

const NUMBERS: Readonly<Record<string, keyof Faults>> = {
  slow: 'slow',
  cap: 'cap',
  'repeat-cursor': 'repeatCursor',
  'max-limit': 'maxLimit',
  'max-offset': 'maxOffset',
  overlap: 'overlap',
  total: 'total',
  end: 'end',
};

/** Adds the fault that a text such as `cap=50` names; undefined where there is no such fault. */
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
