import type { GroupName } from '../../extensions/annotation.ts';
import { keyOf } from '../../ir/located.ts';
import { styles } from '../../styles/index.ts';
import { fieldOf, isSaid, placeOf, type Subject } from './subject.ts';

/** Holds the fields that are there against those that the style takes and needs. */
export function checkFields(subject: Subject): void {
  const { style } = subject;
  checkForeign(subject, 'request', style.request);
  checkForeign(subject, 'response', style.response);
  checkForeign(subject, 'limits', style.limits);
  checkNeeded(subject, 'request', style.needs.request);
  checkNeeded(subject, 'response', style.needs.response);
  checkChoice(subject);
  const deep = subject.annotation.groups.get('deep');
  if (deep !== undefined && !style.deep) {
    const takers = [...styles.values()].filter((other) => other.deep).map(({ name }) => `\`${name}\``);
    const message = `The style \`${style.name}\` takes no \`deep\`; ${takers.join(' and ')} do.`;
    subject.annotationError('pagination-foreign-field', message, keyOf(deep.location));
  }
}

function checkForeign(subject: Subject, group: GroupName, taken: readonly string[]): void {
  const fields = subject.annotation.groups.get(group)?.fields ?? new Map();
  for (const [key, { location }] of fields) {
    if (taken.includes(key)) continue;
    const message = `The style \`${subject.style.name}\` takes no \`${group}.${key}\`; it takes ${taken.join(', ')}.`;
    subject.annotationError('pagination-foreign-field', message, keyOf(location));
  }
}

function checkNeeded(subject: Subject, group: GroupName, needed: readonly string[]): void {
  for (const key of needed) {
    if (isSaid(subject, group, key)) continue;
    const message = `The style \`${subject.style.name}\` needs \`${group}.${key}\`.`;
    subject.annotationError('pagination-missing-field', message, placeOf(subject, group));
  }
}

function checkChoice(subject: Subject): void {
  const choices = subject.style.exactlyOne;
  if (choices.length === 0) return;
  const there = choices.filter((key) => fieldOf(subject, 'response', key) !== undefined);
  const names = choices.map((key) => `\`response.${key}\``);
  if (choices.every((key) => !isSaid(subject, 'response', key))) {
    const message = `The style \`${subject.style.name}\` needs ${names.join(' or ')}.`;
    subject.annotationError('pagination-missing-field', message, placeOf(subject, 'response'));
  } else if (there.length > 1) {
    const message = `${names.join(' and ')} exclude each other.`;
    const { location } = fieldOf(subject, 'response', there.at(-1)!)!;
    subject.annotationError('pagination-exclusive-fields', message, keyOf(location), { hint: 'Remove one of them.' });
  }
}
