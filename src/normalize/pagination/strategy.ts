import { suggestion } from '../../extensions/x-pagination/problem.ts';
import { elementsOf } from '../../ir/located.ts';
import type { Strategy } from '../../ir/pagination.ts';
import type { StyleCheck } from '../../styles/style.ts';
import { checkFields } from './check-fields.ts';
import { deepGroup } from './deep-group.ts';
import { choicesOf, limitsGroup } from './limits-group.ts';
import { requestGroup } from './request-group.ts';
import { bindItemPointer } from './response-field.ts';
import { responseGroup } from './response-group.ts';
import { fieldOf, placeOf, type Subject } from './subject.ts';

/** The annotation, verified against its operation. Undefined where there is a fault; every fault is reported. */
export function verifyStrategy(subject: Subject, name: string): Strategy | undefined {
  checkFields(subject);
  const request = requestGroup(subject);
  const found = responseGroup(subject);
  const limits = limitsGroup(subject, request);
  const sizes = choicesOf(subject, request);
  const keyNode = subject.annotation.fields.get('key');
  const key = keyNode && bindItemPointer(subject, 'key', keyNode, found?.item);
  const deep = deepGroup(subject, found?.item);
  const alternatives = alternativesOf(subject);
  if (found === undefined) return undefined;
  const strategy: Strategy = {
    name,
    style: subject.style.name,
    request,
    response: found.response,
    limits,
    ...(sizes !== undefined && { sizes }),
    ...(key !== undefined && { key: key.pointer }),
    ...(deep !== undefined && { deep }),
    alternatives,
    item: found.item,
    places: placesOf(subject),
    location: subject.annotation.location,
  };
  subject.style.verify(strategy, styleCheck(subject));
  return subject.hasFailed() ? undefined : strategy;
}

function placesOf({ annotation: { fields, groups } }: Subject): Strategy['places'] {
  const inGroups = [...groups].flatMap(([group, members]) =>
    [...members.fields].map(([key, { location }]) => [`${group}.${key}`, location] as const),
  );
  return new Map([...[...fields].map(([key, { location }]) => [key, location] as const), ...inGroups]);
}

function styleCheck(subject: Subject): StyleCheck {
  return {
    schemas: subject.schemas,
    at: (group, field) => fieldOf(subject, group, field)?.location ?? placeOf(subject, group),
    error: subject.error,
  };
}

function alternativesOf(subject: Subject): string[] {
  const node = subject.annotation.fields.get('alternatives');
  return (node === undefined ? [] : elementsOf(node)).map(({ value, location }) => {
    const id = String(value);
    if (id === subject.operation.operationId) {
      const message = `\`alternatives\` names ${id} itself, whose walk is the one that is too large.`;
      subject.error('pagination-unknown-operation', message, location);
    } else if (!subject.operations.has(id)) {
      const message = `\`alternatives\` names the operation \`${id}\`, which the document does not have.`;
      const hint = suggestion(id, subject.operations.keys());
      subject.annotationError('pagination-unknown-operation', message, location, hint === undefined ? {} : { hint });
    }
    return id;
  });
}
