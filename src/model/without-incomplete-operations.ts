import type { Report } from '../shared/diagnostic.ts';
import type { ApiModel } from './api.ts';

/** Returns an API without the operations of which a part cannot be read, and reports each of them. */
export function withoutIncompleteOperations(model: ApiModel, report: Report): ApiModel {
  const operations = model.operations.filter(({ isIncomplete, method, path, location }) => {
    if (!isIncomplete) return true;
    report({
      code: 'left-out',
      severity: 'warning',
      message: `The operation \`${method} ${path}\` cannot be called, because a part of it cannot be read; pagegen skips it.`,
      location: { ...location, part: 'key' },
    });
    return false;
  });
  return operations.length === model.operations.length ? model : { ...model, operations };
}
