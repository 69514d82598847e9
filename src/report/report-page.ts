import type { Severity } from '../shared/diagnostic.ts';
import type { Bar } from './waterfall.ts';

/*
 * What the templates in `templates/report/` fill their holes with. Every field is there, since a hole without one is an
 * error; texts are as the document has them, and escaped by the template.
 */

export interface ReportPage {
  readonly title: string;
  readonly version: string;
  /** As the user named it. */
  readonly document: string;
  /** False where the document cannot be read as an API at all. */
  readonly isRead: boolean;
  readonly glance: readonly Figure[];
  readonly coverage: Coverage;
  readonly limits: readonly LimitsRow[];
  readonly lists: readonly ListCard[];
  readonly gaps: readonly Gap[];
  /** Absent where nothing was simulated. */
  readonly simulated: Simulated | undefined;
  readonly findings: readonly FindingRow[];
  /** `2 errors, 1 warning`. */
  readonly counts: string;
  readonly suppressed: number;
  /** Rules that ran. */
  readonly rules: number;
  readonly pages: readonly RulePage[];
  /** Styles and outcomes that there are to choose from. */
  readonly styles: readonly string[];
  readonly outcomes: readonly Outcome[];
  readonly severities: readonly Severity[];
}

/** A number with what it counts, and a remark. */
export interface Figure {
  readonly value: string;
  readonly label: string;
  readonly remark: string;
}

export interface Coverage {
  /** `18 of 20 lists`. */
  readonly words: string;
  readonly rows: readonly CoverageRow[];
}

export interface CoverageRow {
  readonly label: string;
  readonly count: number;
  readonly percent: string;
  /** In thousandths of all lists. */
  readonly x: number;
  readonly width: number;
  /** Fills its part of the bar: a number of a style, or a pattern for what does not page. */
  readonly fill: string;
}

export interface LimitsRow {
  readonly list: number;
  readonly name: string;
  readonly strategy: string;
  readonly style: string;
  readonly standard: string;
  readonly most: string;
  readonly ceiling: string;
  readonly reach: string;
  readonly beyond: string;
}

/** How a walk ends: by itself, past its ceiling in windows, at its ceiling, or otherwise. */
export type Outcome = 'complete' | 'windows' | 'ceiling' | 'error';

export interface ListCard {
  readonly list: number;
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  /** `specs/close.yaml:48:5`. */
  readonly place: string;
  readonly styles: string;
  readonly outcome: Outcome;
  /** The end of the longest walk in a few words. */
  readonly end: string;
  readonly strategies: readonly StrategyPart[];
  readonly findings: readonly FindingRow[];
}

export interface StrategyPart {
  readonly name: string;
  readonly style: string;
  /** Whether there are others, and this is the default. */
  readonly isDefault: boolean;
  readonly words: readonly { readonly subject: string; readonly words: string }[];
  /** Why the client refuses even the first request. */
  readonly refused: string | undefined;
  /** The longest walk; absent where there is none. */
  readonly walk: WalkPart | undefined;
}

export interface WalkPart extends WalkFacts {
  /** Its number among all walks. */
  readonly walk: number;
}

/** One simulated walk. */
export interface WalkFacts {
  /** `126 requests give all 12,000 items, in 2 windows.` */
  readonly words: string;
  readonly bars: readonly Bar[];
}

export interface Simulated {
  readonly totals: readonly { readonly value: number; readonly text: string; readonly isShown: boolean }[];
  /** The largest, which the page shows. */
  readonly largest: string;
  /** Whether some lists were walked through fewer items. */
  readonly isPartial: boolean;
  /** By walk, then by total; null where that is what the page shows already, or was not simulated. */
  readonly walks: readonly (readonly (WalkFacts | null)[])[];
}

/** A list that does not page. */
export interface Gap {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly place: string;
  readonly reason: string;
  readonly advice: string;
}

export interface FindingRow {
  readonly finding: number;
  readonly severity: Severity;
  readonly rule: string;
  /** Whether the page of the rule is in the report. */
  readonly hasPage: boolean;
  readonly message: string;
  readonly hint: string;
  readonly place: string;
  /** The source line up to the place, the place, and what follows. */
  readonly excerpt: string;
  /** The list that it is about, if it is about one. */
  readonly list: { readonly list: number; readonly name: string } | undefined;
}

/** A page of `docs/rules`. */
export interface RulePage {
  readonly rule: string;
  readonly blocks: readonly { readonly kind: 'text' | 'heading' | 'code'; readonly text: string }[];
}
