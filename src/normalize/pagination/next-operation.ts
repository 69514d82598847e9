import { suggestion } from '../../extensions/x-pagination/problem.ts';
import type { Operation, Parameter } from '../../ir/operation.ts';
import type { NextOperation } from '../../ir/pagination.ts';
import { fieldOf, type Subject } from './subject.ts';

/** The operation that gives the following pages; undefined where none is named, or where it cannot, which is reported. */
export function nextOperation(subject: Subject): NextOperation | undefined {
  const node = fieldOf(subject, 'request', 'operation');
  if (node === undefined || !subject.style.request.includes('operation')) return undefined;
  const id = String(node.value);
  const operation = subject.operations.get(id);
  if (operation === undefined) {
    const message = `\`request.operation\` names the operation \`${id}\`, which the document does not have.`;
    const hint = suggestion(id, subject.operations.keys());
    subject.annotationError('pagination-unknown-operation', message, node.location, hint === undefined ? {} : { hint });
    return undefined;
  }
  const [link, ...others] = newInPath(operation, subject.operation);
  if (link !== undefined && others.length === 0) return { operation, link };
  const found = link === undefined ? 'none' : [link, ...others].map(({ name }) => `\`${name}\``).join(', ');
  const message = `The path of \`${id}\` must have one parameter that ${subject.name} has not, for the link; it has ${found}.`;
  subject.error('pagination-undeclared-parameter', message, node.location);
  return undefined;
}

function newInPath(next: Operation, first: Operation): Parameter[] {
  const known = first.parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
  return next.parameters.filter((parameter) => parameter.in === 'path' && !known.includes(parameter.name));
}
