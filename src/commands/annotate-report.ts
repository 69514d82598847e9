import type { AnnotateResult, Proposal } from '../annotate.ts';
import { printable } from './printable.ts';

/**
 * What was proposed and what was not, for people: counts by style, then each operation that looks paginated but was
 * left out, with the reason. Ends with a newline.
 */
export function annotateReport(
  { proposals, leftOut, annotated }: AnnotateResult,
  accepted: readonly Proposal[],
  missed: readonly Proposal[],
): string {
  const styles = new Map<string, number>();
  for (const { annotation } of accepted) styles.set(annotation.style, (styles.get(annotation.style) ?? 0) + 1);
  const byStyle = [...styles].map(([style, count]) => `${style} ${count}`).join(', ');
  const lines = [`${accepted.length} proposed${byStyle === '' ? '' : ` (${byStyle})`}`];
  if (proposals.length > accepted.length) lines.push(`${proposals.length - accepted.length} not accepted`);
  if (annotated > 0) lines.push(`${annotated} annotated already`);
  const others = [
    ...leftOut,
    ...missed.map((proposal) => ({
      ...proposal,
      reason: 'stands in another file, or behind an alias, which this form does not reach',
    })),
  ];
  if (others.length > 0) lines.push(`${others.length} left out`);
  const details = others.map(({ method, path, reason }) => `  ${method} ${printable(path)}: ${printable(reason)}`);
  return `${[lines.join(', '), ...details].join('\n')}\n`;
}
