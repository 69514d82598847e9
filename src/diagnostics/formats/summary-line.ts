import type { Summary } from './format.ts';

/** `2 errors, 1 warning in 3 documents (1 suppressed by comments, 4 in the baseline).` */
export function summaryLine({ documents, errors, warnings, infos, suppressed, known, fixed }: Summary): string {
  const counts = [count(errors, 'error'), count(warnings, 'warning')];
  if (infos > 0) counts.push(count(infos, 'remark'));
  const aside = [
    ...(fixed > 0 ? [`${fixed} fixed`] : []),
    ...(suppressed > 0 ? [`${suppressed} suppressed by comments`] : []),
    ...(known > 0 ? [`${known} in the baseline`] : []),
  ];
  const found = errors + warnings + infos === 0 ? 'No findings' : counts.join(', ');
  return `${found} in ${count(documents, 'document')}${aside.length > 0 ? ` (${aside.join(', ')})` : ''}.`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
