import type { Diagnostic, Report } from '../shared/diagnostic.ts';
import type { ApiModel } from './api.ts';

/**
 * The part of an API that can be generated though the document has faults. Each operation that is left out is reported;
 * schemas at fault are `unknown`, annotations at fault are not there.
 */
export function soundPart(model: ApiModel, report: Report): ApiModel {
  const operations = model.operations.filter(({ unsound, method, path, location }) => {
    if (!unsound) return true;
    report({
      code: 'left-out',
      severity: 'warning',
      message: `The operation \`${method} ${path}\` is left out of the client, because of the faults in it.`,
      location: { ...location, part: 'key' },
    });
    return false;
  });
  return { ...model, operations };
}

/** A fault that has been worked around. */
export function workedAround(diagnostic: Diagnostic): Diagnostic {
  return diagnostic.severity === 'error' ? { ...diagnostic, severity: 'warning' } : diagnostic;
}
