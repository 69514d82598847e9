import { numberConstraints, type Schemas } from '../model/schema-kinds.ts';
import type { Detection } from './evidence.ts';

/** The position of the first page, and the evidence for it. */
export interface ProposedStart {
  readonly start: number;
  readonly note: string;
}

const STARTS_AT = String.raw`\b(?:starts?|starting|begins?|beginning|counted|indexed)\b[^.]{0,20}\b(?:at|from|with)\b[^.\d]{0,8}`;
const DEFAULT = String.raw`\bdefault(?:s|ed)?(?: value)?\b[^.\w]{0,4}(?:(?:to|is|of)\b)?[^.\w]{0,4}`;

function pattern(number: string): RegExp {
  return new RegExp(
    [
      `\\b${number}[- ](?:based|indexed)\\b`,
      `\\bbase[- ]?${number}\\b`,
      `${STARTS_AT}\\b${number}\\b(?!\\.\\d)`,
      `\\bfirst (?:page|result|record|item|row|element) (?:number )?(?:is|has|=) ?(?:page |number |at )*${number}\\b`,
      `(?:^|[^.\\w])${number} (?:being|is|=|for|means|represents|indicates) (?:the )?first\\b`,
      `${DEFAULT}${number}\\b(?![.,]\\d)`,
    ].join('|'),
  );
}

const ZERO = pattern('(?:0|zero)');
const ONE = pattern('(?:1|one)');

/**
 * Finds the position of the first page, if it differs from the style's default: from the parameter's default, its
 * minimum, its description or its example. Only 0 and 1 can be a first position: a default of 20 is a mistake of the
 * document, or a page size that was copied. Undefined for cursors.
 */
export function findStart({ style, position }: Detection, schemas: Schemas): ProposedStart | undefined {
  if (position === undefined || (style !== 'offset' && style !== 'page')) return undefined;
  const standard = style === 'page' ? 1 : 0;
  const { key, text, example } = position;
  const { default: fallback, minimum } = numberConstraints(position.schema, schemas);
  const described = ZERO.test(text) ? 0 : ONE.test(text) ? 1 : undefined;
  const starts = (start: number, note: string) => (start === standard ? undefined : { start, note });
  if (isStart(fallback)) return starts(fallback, `the default of \`${key}\` is ${fallback}`);
  if (minimum !== undefined && minimum > standard) {
    return isStart(minimum) ? starts(minimum, `the minimum of \`${key}\` is ${minimum}`) : undefined;
  }
  if (described !== undefined && described >= (minimum ?? 0)) {
    // A minimum of 0 and a description of 1 disagree, so the start is written down even if it is the usual one.
    if (minimum === 0 && described === 1 && standard === 1) {
      return { start: 1, note: `the description of \`${key}\` says that it starts at 1, although its minimum is 0` };
    }
    return starts(described, `the description of \`${key}\` says that it starts at ${described}`);
  }
  if (minimum === 0 && standard === 1) return starts(0, `the minimum of \`${key}\` is 0`);
  return style === 'page' && example === 0 ? starts(0, `the example of \`${key}\` is 0`) : undefined;
}

function isStart(value: unknown): value is 0 | 1 {
  return value === 0 || value === 1;
}
