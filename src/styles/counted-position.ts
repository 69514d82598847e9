import { numberConstraints } from '../ir/constraints.ts';
import type { RequestField, Strategy } from '../ir/pagination.ts';
import { describeRequestField, schemaOfRequestField } from '../ir/request-field.ts';
import type { StyleCheck } from './style.ts';

/**
 * Checks a position that is counted: `start` is an integer from 0, and the parameter's own default and bounds allow the
 * first page to be there. A walk that began elsewhere would miss items or get none.
 */
export function verifyCountedPosition(
  strategy: Strategy,
  key: 'offset' | 'page',
  standard: number,
  check: StyleCheck,
): void {
  const { start } = strategy.request;
  const field = strategy.request[key];
  if (start !== undefined && !(typeof start === 'number' && Number.isSafeInteger(start) && start >= 0)) {
    const message = `\`request.start\` of the style \`${key}\` must be an integer from 0; found ${JSON.stringify(start)}.`;
    check.error('pagination-start', message, check.at('request', 'start'));
    return;
  }
  if (field !== undefined) compareWithDocument(field, key, start, standard, check);
}

function compareWithDocument(
  field: RequestField,
  key: 'offset' | 'page',
  start: number | undefined,
  standard: number,
  check: StyleCheck,
): void {
  const schema = schemaOfRequestField(field, check.schemas);
  if (schema === undefined) return;
  const said = numberConstraints(schema, check.schemas);
  const first = start ?? standard;
  const claim = start === undefined ? `the style \`${key}\` starts at ${standard}` : `\`request.start\` is ${start}`;
  const contradiction = (what: string, wanted: number): void => {
    const field_ = describeRequestField(field);
    const message = `${capital(field_)} ${what}, but ${claim}.`;
    const hint = start === undefined ? `Add \`start: ${wanted}\` to \`request\`.` : `Write \`start: ${wanted}\`.`;
    const related = [{ message: `${capital(field_)} is declared here.`, location: schema.location }];
    check.error('pagination-start', message, check.at('request', start === undefined ? key : 'start'), {
      hint,
      related,
    });
  };
  if (typeof said.default === 'number') {
    if (said.default !== first) contradiction(`has the default ${said.default}`, said.default);
  } else if (said.minimum !== undefined && said.minimum > first) {
    contradiction(`has the minimum ${said.minimum}`, said.minimum);
  } else if (said.minimum === 0 && first > 0 && start === undefined) {
    contradiction('has the minimum 0', 0);
  } else if (said.maximum !== undefined && said.maximum < first) {
    contradiction(`has the maximum ${said.maximum}`, said.maximum);
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
