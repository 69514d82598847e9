import { createTextCheck, type TextRules } from './sample-texts.ts';

/** Returns the text at a rank. Later texts sort after earlier ones. */
export type TextAt = (rank: number) => string;

export interface TextSequenceOptions {
  /** Prefix of texts without rules. */
  readonly name: string;
  readonly total: number;
  readonly rules: TextRules;
  /** Values that the document shows or that follow the rules. The first text is the first of them, if possible. */
  readonly samples: readonly string[];
}

const UUID = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-)([0-9a-f]{12})$/i;
const LAST_NODE = 16 ** 12;
/** Number of digits of counters, unless the rules allow fewer only. */
const DIGITS = 8;

/** Texts around a counter, by the format that they need. */
const FORMATS: Readonly<Record<string, (name: string) => readonly [string, string]>> = {
  email: (name) => [`${name}_`, '@example.com'],
  uri: (name) => [`https://example.com/${name}_`, ''],
  url: (name) => [`https://example.com/${name}_`, ''],
  hostname: (name) => [`${name.replace(/[^a-z0-9]/gi, '')}-`, '.example.com'],
};

/** Characters of a counter, in order. */
const ALPHABETS = ['0123456789', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'];

/** Creates texts that differ, sort by their rank and follow the rules. If no such texts are found, the rules yield. */
export function createTextSequence({ name, total, rules, samples }: TextSequenceOptions): TextAt {
  if (rules.format === 'uuid') return uuidSequence(total, samples);
  const isValid = createTextCheck(rules);
  const [before, after] = FORMATS[rules.format ?? '']?.(name) ?? [`${name}_`, ''];
  const plain: TextAt = (rank) => before + counter(rank + 1, DIGITS) + after;
  const [shown] = samples;
  const continued: TextAt[] =
    shown === undefined || after !== ''
      ? []
      : [(rank) => (rank === 0 ? shown : `${shown}_${counter(rank + 1, DIGITS)}`)];
  const ranks = [0, 1, Math.floor(total / 2), Math.max(0, total - 1)];
  const fits = (text: TextAt): boolean => ranks.every((rank) => isValid(text(rank)));
  for (const text of [...continued, plain, (rank: number) => counter(rank + 1, DIGITS)]) if (fits(text)) return text;
  for (const sample of samples) {
    for (const text of countersIn(sample, total)) if (fits(text)) return text;
  }
  return plain;
}

function uuidSequence(total: number, samples: readonly string[]): TextAt {
  const [, start = '00000000-0000-4000-8000-', node = '0'] = samples.map((text) => UUID.exec(text)).find(Boolean) ?? [];
  const first = Number.parseInt(node, 16) + total < LAST_NODE ? Number.parseInt(node, 16) : 0;
  return (rank) => start.toLowerCase() + (first + rank).toString(16).padStart(12, '0');
}

/**
 * Yields sequences that replace a part of a text by a counter, with the widest parts first. A counter starts at the number
 * that the text shows there.
 */
function* countersIn(sample: string, total: number): Generator<TextAt> {
  for (const alphabet of ALPHABETS) {
    const needed = Math.max(1, Math.ceil(Math.log(total + 1) / Math.log(alphabet.length)));
    for (let width = Math.min(DIGITS, sample.length); width >= needed; width--) {
      for (let start = sample.length - width; start >= 0; start--) {
        const [before, after] = [sample.slice(0, start), sample.slice(start + width)];
        const shown = countOf(sample.slice(start, start + width), alphabet);
        const first = shown + total < alphabet.length ** width ? shown : 0;
        yield (rank) => before + counter(first + rank, width, alphabet) + after;
      }
    }
  }
}

/** Returns the value of a counter's text; 0 for any other text. */
function countOf(text: string, alphabet: string): number {
  let value = 0;
  for (const character of text) {
    const digit = alphabet.indexOf(character);
    if (digit < 0) return 0;
    value = value * alphabet.length + digit;
  }
  return value;
}

function counter(value: number, width: number, alphabet = '0123456789'): string {
  let text = '';
  for (let rest = value; rest > 0; rest = Math.floor(rest / alphabet.length)) {
    text = alphabet.charAt(rest % alphabet.length) + text;
  }
  return text.padStart(width, alphabet.charAt(0));
}
