import type { OperationPlan } from '../../plan/client-plan.ts';
import { docText } from '../syntax/doc-comment.ts';
import { paginationDoc } from './pagination-doc.ts';
import { seeTag } from './schema-doc.ts';

/** What stands over an operation's function and over its method. */
export function operationDoc(operation: OperationPlan): readonly string[] {
  const { summary, description, method, path } = operation.source;
  return [
    ...introduction(summary, description),
    docText(`\`${method} ${path}\``),
    ...paginationDoc(operation),
    operationTags(operation),
  ].filter((paragraph) => paragraph !== '');
}

/** Many documents repeat the summary as the description. */
function introduction(summary: string | undefined, description: string | undefined): readonly string[] {
  const [first, second] = [docText(summary ?? ''), docText(description ?? '')];
  return second.startsWith(first) ? [second] : [first, second];
}

function operationTags({ source }: OperationPlan): string {
  const { externalDocs, deprecated } = source;
  return [seeTag(externalDocs), deprecated ? '@deprecated' : ''].filter((tag) => tag !== '').join('\n');
}
