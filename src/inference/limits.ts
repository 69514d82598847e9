import { ceilingOfPosition } from '../annotation/verify/limits.ts';
import type { Schema } from '../model/schema.ts';
import { numberConstraints, type Schemas } from '../model/schema-kinds.ts';
import type { Detection } from './evidence.ts';
import type { RequestPlace } from './request-places.ts';

export interface ProposedLimits {
  readonly limits: { readonly [field: string]: number };
  readonly notes: readonly string[];
}

const FILLERS =
  'allowed|permitted|accepted|supported|page|size|limit|value|number|count|amount|of|is|are|for|this|the|a|in|per|to|be|that|can|may|you|single|one|each|' +
  'results?|items?|entries|records?|rows|objects|elements|return(?:ed)?|retrieved?|fetch(?:ed)?|request(?:ed)?|response|call';

/** The ways in which descriptions state the greatest page size. */
const DESCRIBED_MAXIMUM: readonly RegExp[] = [
  /\bbetween \d+ and (\d+)\b/,
  new RegExp(`\\b(?:max(?:imum)?\\b\\.?|upper limit\\b)(?: (?:${FILLERS})\\b|:)*[ :=(\`'"]*(\\d+)\\b`),
  /\b(?:up to|at most|cannot exceed|not exceed|no (?:more|greater|larger|higher) than|less than or equal to)(?: a maximum of)? [`'"]?(\d+)\b/,
  /(?:<=|≤) ?[`'"]?(\d+)\b/,
  /(?<![.\d])(\d+)[`'"]? is the (?:max(?:imum)?|largest|greatest|upper limit)\b/,
  /\b(?:values?|sizes?|limits?|numbers?|anything) (?:above|over|(?:greater|larger|higher|more) than) [`'"]?(\d+)\b/,
  // A range, as in `1-100` and `(10 - 90)`.
  /(?<![\d.-])[01] ?(?:-|–|\.\.|to) ?(\d{2,})\b(?![-.]\d)/,
  /\(\d+ ?(?:-|–|to) ?(\d{2,})\)/,
];

/** Reads the limits of the page size. If the schema has no maximum, one that the description states is used. */
export function readLimits({ key, schema, text }: RequestPlace, schemas: Schemas): ProposedLimits {
  const declared = readSizes(schema, schemas);
  const { minimum, usual } = declared;
  const maximum =
    declared.maximum ??
    (declared.hasMaximum ? undefined : findDescribedMaximum(text, Math.max(minimum ?? 1, usual ?? 1)));
  return {
    limits: {
      ...(minimum !== undefined && { minLimit: minimum }),
      ...(usual !== undefined && { defaultLimit: usual }),
      ...(maximum !== undefined && { maxLimit: maximum }),
    },
    notes:
      maximum !== undefined && declared.maximum === undefined
        ? [`the description of \`${key}\` states a maximum of ${maximum}`]
        : [],
  };
}

/** True if no request can satisfy the declared page size, for example because the default exceeds the maximum. */
export function isContradictory({ schema }: RequestPlace, schemas: Schemas): boolean {
  const declared = readSizes(schema, schemas);
  const { minimum = 0 } = declared;
  const { usual = minimum } = declared;
  const { maximum = usual } = declared;
  return minimum > usual || usual > maximum || minimum > maximum;
}

function readSizes(schema: Schema, schemas: Schemas) {
  const declared = numberConstraints(schema, schemas);
  return {
    minimum: toSize(declared.minimum),
    usual: toSize(declared.default),
    maximum: toSize(declared.maximum),
    hasMaximum: declared.maximum !== undefined,
  };
}

/** Returns the maximum that a description states; undefined if there is none or if it is below `lowest`. */
function findDescribedMaximum(text: string, lowest: number): number | undefined {
  const plain = plainText(text);
  const sizes = DESCRIBED_MAXIMUM.map((pattern) => toSize(Number(pattern.exec(plain)?.[1])));
  const size = sizes.find((found) => found !== undefined);
  return size !== undefined && size >= lowest ? size : undefined;
}

/** Removes markup (`**Max Value:** 50`, `<b>Max</b> _50_`) and the commas in numbers from a description. */
function plainText(text: string): string {
  return text
    .replaceAll(/<\/?[a-z][^<>]*>/g, '')
    .replaceAll(/\*\*|__|(?<![\w*])[*_](?=\w)|(?<=\w[:.]?)[*_](?![\w*])/g, '')
    .replaceAll(/(\d),(?=\d{3}\b)/g, '$1');
}

function toSize(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 ? value : undefined;
}

/**
 * Reads the ceilings of a list: from the maximum of the position, and from descriptions. Only clear descriptions count,
 * since a ceiling that does not exist ends each walk too early.
 */
export function readCeilings(
  { style, position, limit, operation }: Detection,
  start: number,
  schemas: Schemas,
): ProposedLimits {
  if (position === undefined || (style !== 'offset' && style !== 'page')) return { limits: {}, notes: [] };
  const field = style === 'page' ? 'maxPage' : 'maxOffset';
  const declared = ceilingOfPosition(position.schema, start, schemas);
  const described = declared === undefined ? findDescribedPosition(position.text, style, start) : undefined;
  const ceiling = declared ?? described;
  const texts = [position.text, limit?.text ?? '', `${operation.description ?? ''}`.toLowerCase()];
  const results = findMaxResults(texts);
  return {
    limits: {
      ...(ceiling !== undefined && { [field]: ceiling }),
      ...(results !== undefined && { maxResults: results }),
    },
    notes: [
      ...(described === undefined ? [] : [`the description of \`${position.key}\` states a maximum of ${described}`]),
      ...(results === undefined ? [] : [`a description says that items beyond ${results} cannot be reached`]),
    ],
  };
}

/** Matches the greatest value of a parameter. "Up to 100 orders" is about items: nothing may follow the number. */
const GREATEST =
  /\b(?:between \d+ and|(?:must|can|may|should)(?: ?not) exceed|max(?:imum)?(?: (?:allowed|value|page|offset|number|is|for|of|this|the))*|no (?:more|greater|higher) than|less than or equal to)[ :=('"`]*(\d+)\b(?!\.\d| *[a-z])/;

/** Finds the greatest position in the description of its parameter. */
function findDescribedPosition(text: string, style: 'offset' | 'page', start: number): number | undefined {
  // A small number is more often a size or the length of something than an offset.
  const lowest = style === 'page' ? start + 1 : 100;
  return sentencesOf(text)
    .filter((sentence) => !/\bper[ -_]page\b|\bpage ?size\b|\blimit\b/.test(sentence))
    .map((sentence) => Number(GREATEST.exec(sentence)?.[1]))
    .find((maximum) => maximum >= lowest);
}

const POSITION = '[\\w.$\\[]*(?:page|offset|from|start|skip|index)[\\w\\]]*';
const SIZE = '[\\w.$\\[]*(?:limit|size|count|rows|take|top|per[_ ]?page|max[_ ]?results)[\\w\\]]*';
const OPERATOR = '(?:\\*|×|x|\\+|times|multiplied by|plus|and)';
const QUOTE = '[`\'"]?';

/** `page * limit`, `from + size`, `offset and limit`, in either order. */
const REACH = new RegExp(
  `${QUOTE}\\b${POSITION}${QUOTE} ?${OPERATOR} ?(?:the )?${QUOTE}${SIZE}\\b|${QUOTE}\\b${SIZE}${QUOTE} ?${OPERATOR} ?(?:the )?${QUOTE}${POSITION}\\b`,
);
const BELOW = /(?:\b(?:less|smaller|lower) than|\bbelow|\bunder|<)(?! or equal)(?! ?=)[^.\d]{0,10}(\d+)/;
const UP_TO =
  /(?:\b(?:exceed|more than|greater than|larger than|higher than|beyond|over|above|at most|up to|maximum(?: of)?|max|limited to|(?:less|smaller|lower) than or equal to)|<=|≤)[^.\d]{0,10}(\d+)/;
const ITEMS = '(?:results?|hits|records?|items?|rows|entries|elements|objects|documents|matches)';
const MANY_ITEMS = new RegExp(`(\\d{4,}) (?:[a-z]+ )?${ITEMS}\\b`);
const REFUSED =
  /\b(?:cannot|can ?not|can't|not (?:possible|allowed|supported|able)|impossible|only|limited|more than|beyond|restricted|deeper|maximum)\b/;
const BY_POSITION = new RegExp(
  `\\b(?:using|with|through|via|by|past|beyond)\\b[^.]*\\b(?:${POSITION}|pagina\\w+|paging)\\b|\\bpag(?:e|ing|inate) (?:through|beyond|past)\\b`,
);

/** "Only the first 10000 items can be retrieved", "results beyond 1000 are not accessible". */
const REACHABLE = new RegExp(
  `\\bonly (?:the )?first (\\d{3,}) (?:[a-z]+ )?${ITEMS}\\b[^.]*\\b(?:retriev|access|return|reach|available|fetch)|` +
    `\\b${ITEMS} (?:beyond|past) (?:the )?(?:first )?(\\d{3,})\\b[^.]*\\b(?:not|cannot|can't|inaccessible|unavailable)\\b`,
);

/** Finds the greatest `offset + limit` or `page × limit` that descriptions state. */
function findMaxResults(texts: readonly string[]): number | undefined {
  for (const sentence of texts.flatMap(sentencesOf)) {
    if (REACH.test(sentence)) {
      const below = Number(BELOW.exec(sentence)?.[1]) - 1;
      const most = Number.isNaN(below) ? Number(UP_TO.exec(sentence)?.[1]) : below;
      // Fewer are the limits of one page.
      if (most >= 500) return most;
    }
    const [, first, beyond] = REACHABLE.exec(sentence) ?? [];
    if (Number(first ?? beyond) >= 500) return Number(first ?? beyond);
    const items = Number(MANY_ITEMS.exec(sentence)?.[1]);
    if (items >= 1000 && REFUSED.test(sentence) && BY_POSITION.test(sentence)) return items;
  }
  return undefined;
}

function sentencesOf(text: string): string[] {
  return plainText(text).split(/[.!?](?=\s|$)|\n\n/);
}
