import type { Severity } from '../shared/diagnostic.ts';

/*
 * The values for the templates in `templates/report/`. Every field has to be present: a missing one is an error.
 * Texts of the document are not escaped here, but by the templates.
 */

export interface ReportPage {
  readonly title: string;
  readonly version: string;
  /** Path of the document, as the user wrote it. */
  readonly document: string;
  /** False if the document cannot be read as an API. */
  readonly isRead: boolean;
  readonly glance: readonly Figure[];
  readonly coverage: Coverage;
  readonly limits: readonly LimitsRow[];
  readonly lists: readonly ListCard[];
  readonly gaps: readonly Gap[];
  /** Absent if nothing was simulated. */
  readonly simulated: Simulated | undefined;
  readonly findings: readonly FindingRow[];
  /** Number of findings in all rows. */
  readonly found: number;
  /** For example `2 errors, 1 warning`. */
  readonly counts: string;
  readonly suppressed: number;
  /** Number of rules that ran. */
  readonly rules: number;
  readonly pages: readonly RulePage[];
  /** Choices of the filters. */
  readonly styles: readonly string[];
  readonly outcomes: readonly WalkOutcome[];
  readonly severities: readonly Severity[];
}

/** A number with a label and a remark. */
export interface Figure {
  readonly value: string;
  readonly label: string;
  readonly remark: string;
}

export interface Coverage {
  /** For example `18 of 20 lists are annotated`. */
  readonly words: string;
  readonly rows: readonly CoverageRow[];
}

export interface CoverageRow {
  readonly label: string;
  readonly count: number;
  readonly percent: string;
  /** Start of its part of the bar, in thousandths of all lists. */
  readonly x: number;
  /** Width of its part, in thousandths of all lists. */
  readonly width: number;
  /** Class for the color of its part: a style by its number, or a reason why lists are not paginated. */
  readonly fill: string;
}

export interface LimitsRow {
  readonly list: number;
  readonly name: string;
  readonly strategy: string;
  readonly style: string;
  readonly pageSize: string;
  readonly largest: string;
  readonly ceiling: string;
  readonly reach: string;
  readonly beyond: string;
}

/** How a walk ends: complete, complete in windows, at its ceiling, or with an error. */
export type WalkOutcome = 'complete' | 'windows' | 'ceiling' | 'error';

export interface ListCard {
  readonly list: number;
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  /** For example `specs/close.yaml:48:5`. */
  readonly place: string;
  readonly styles: string;
  readonly outcome: WalkOutcome;
  /** Short description of how the longest walk ends. */
  readonly end: string;
  readonly strategies: readonly StrategyPart[];
  readonly findings: readonly ListFinding[];
}

export interface StrategyPart {
  readonly name: string;
  readonly style: string;
  /** True if this is the default one of several strategies. */
  readonly isDefault: boolean;
  readonly words: readonly { readonly subject: string; readonly words: string }[];
  /** Why the client rejects the call before any request. */
  readonly refused: string | undefined;
  /** The longest walk; absent if there is none. */
  readonly walk: WalkPart | undefined;
}

export interface WalkPart extends WalkFacts {
  /** Its number among all walks. */
  readonly walk: number;
}

/** One simulated walk. */
export interface WalkFacts {
  /** For example `126 requests return all 12,000 items, in 2 windows.` */
  readonly words: string;
  readonly bars: readonly Bar[];
}

export interface Simulated {
  readonly totals: readonly { readonly value: number; readonly text: string; readonly isShown: boolean }[];
  /** The largest total, which the page shows first. */
  readonly largest: string;
  /** True if some lists were not walked with the largest total. */
  readonly isPartial: boolean;
  /** By walk, then by total. Null if the page already contains the walk, or if it was not simulated. */
  readonly walks: readonly (readonly (WalkFacts | null)[])[];
}

/** A list that is not paginated. */
export interface Gap {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly place: string;
  readonly reason: string;
  readonly advice: string;
}

/** A finding, with the others that say the same. */
export interface FindingRow {
  readonly finding: number;
  /** Number of findings in the row. */
  readonly size: number;
  readonly severity: Severity;
  readonly rule: string;
  /** True if the report contains the page of the rule. */
  readonly hasPage: boolean;
  readonly message: string;
  readonly hint: string;
  readonly place: string;
  /** The source line around the place. */
  readonly excerpt: string;
  /** The list that the finding is about, if any. */
  readonly list: ListLink | undefined;
  readonly others: readonly OtherFinding[];
}

export interface ListLink {
  readonly list: number;
  readonly name: string;
}

/** A finding that says the same as the first one of its row. */
export interface OtherFinding {
  readonly place: string;
  readonly list: ListLink | undefined;
  /** The names and numbers in which its message differs. */
  readonly difference: string;
}

/** A finding in the card of its list. */
export interface ListFinding {
  /** Number of its row among all findings. */
  readonly finding: number;
  readonly list: number | undefined;
  readonly severity: Severity;
  readonly rule: string;
  readonly message: string;
}

/** A page of `docs/rules`. */
export interface RulePage {
  readonly rule: string;
  readonly blocks: readonly { readonly kind: 'text' | 'heading' | 'code'; readonly text: string }[];
}

/** One bar of a waterfall: a request, or several similar requests. */
export interface Bar {
  readonly kind: 'page' | 'pages' | 'nothing' | 'beyond';
  /** Number of the request, such as `7`, or range, such as `3–118`. */
  readonly requests: string;
  /** Remark next to the number, such as `window 2`; often empty. */
  readonly note: string;
  /** Number of items that it returned, such as `100` or `116 × 100`. */
  readonly items: string;
  readonly sends: string;
  /** Number of items that the walk has returned so far. */
  readonly sum: string;
  /** Start of the bar, in thousandths of all items. */
  readonly x: number;
  /** Width of the bar, in thousandths of all items. */
  readonly width: number;
}
