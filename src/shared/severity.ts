import type { Diagnostic } from './diagnostic.ts';

/** Turns an error into a warning, for a fault that does not stop the run. */
export function asWarning(diagnostic: Diagnostic): Diagnostic {
  return diagnostic.severity === 'error' ? { ...diagnostic, severity: 'warning' } : diagnostic;
}

/** Turns a warning into an error, for `--strict`. */
export function asError<Finding extends Pick<Diagnostic, 'severity'>>(diagnostic: Finding): Finding {
  return diagnostic.severity === 'warning' ? { ...diagnostic, severity: 'error' } : diagnostic;
}

export function isError({ severity }: Pick<Diagnostic, 'severity'>): boolean {
  return severity === 'error';
}
