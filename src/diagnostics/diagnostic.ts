import type { Location } from '../ir/location.ts';
import type { Range } from './range.ts';

export type Severity = 'error' | 'warning' | 'info';

/** A finding about the user's document. Returned, never thrown; many in one run. */
export interface Diagnostic {
  /** A documented constant in kebab-case, such as `unresolved-reference`. */
  readonly code: string;
  readonly severity: Severity;
  /** One or two sentences: what is wrong, what was expected. No trailing newline. */
  readonly message: string;
  /** What to do; "Did you mean …?" stands here. */
  readonly hint?: string;
  readonly location: Location;
  /** Set where no pointer can say the place: in text that does not parse. */
  readonly range?: Range;
  readonly related?: readonly { readonly message: string; readonly location: Location }[];
}

/** Collects the diagnostics of a run. Stages get it as an argument and go on after a fault. */
export type Report = (diagnostic: Diagnostic) => void;
