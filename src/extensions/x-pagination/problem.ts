import type { Report } from '../../diagnostics/diagnostic.ts';
import { nearest } from '../../diagnostics/nearest.ts';
import type { Location } from '../../ir/location.ts';
import type { PaginationCode } from './codes.ts';

/** Reports an error in an annotation as it is written. */
export function problem(
  report: Report,
  code: PaginationCode,
  message: string,
  location: Location,
  hint?: string,
): void {
  report({ code, severity: 'error', message, ...(hint !== undefined && { hint }), location });
}

/** "Did you mean …?" for a name that is not among `candidates`; undefined where none is near. */
export function suggestion(name: string, candidates: Iterable<string>): string | undefined {
  const near = nearest(name, candidates);
  return near === undefined ? undefined : `Did you mean \`${near}\`?`;
}
