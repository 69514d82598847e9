import { countOf } from '../../shared/words.ts';
import type { DialectCounts } from '../../tasks/count-dialects.ts';

/** Says which annotations of other tools a document has: `Annotations of other tools: x-fern-pagination (2 operations).` */
export function dialectsLine(counts: DialectCounts): string | undefined {
  const parts = Object.entries(counts).map(([key, count]) => `${key} (${countOf(count, 'operation')})`);
  return parts.length === 0 ? undefined : `Annotations of other tools: ${parts.join(', ')}.`;
}
