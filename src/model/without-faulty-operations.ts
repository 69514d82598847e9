import type { Diagnostic, Report } from '../shared/diagnostic.ts';
import type { ApiModel } from './api.ts';

/**
 * Returns an API without the operations that have faults, and reports each of these operations. In such a model, faulty
 * schemas are `unknown` and faulty annotations are missing.
 */
export function withoutFaultyOperations(model: ApiModel, report: Report): ApiModel {
  const operations = model.operations.filter(({ hasFaults, method, path, location }) => {
    if (!hasFaults) return true;
    report({
      code: 'left-out',
      severity: 'warning',
      message: `The operation \`${method} ${path}\` has faults, so the client does not include it.`,
      location: { ...location, part: 'key' },
    });
    return false;
  });
  return { ...model, operations };
}

/** Turns an error into a warning, for a fault that does not stop the run. */
export function asWarning(diagnostic: Diagnostic): Diagnostic {
  return diagnostic.severity === 'error' ? { ...diagnostic, severity: 'warning' } : diagnostic;
}
