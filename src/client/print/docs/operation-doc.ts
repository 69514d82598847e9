import type { OperationPlan } from '../../plan/client-plan.ts';
import { docText } from '../syntax/doc-comment.ts';
import { paginationDoc } from './pagination-doc.ts';
import { seeTag } from './schema-doc.ts';

/** What stands over the method of an operation: all there is to say. */
export function methodDoc(operation: OperationPlan): readonly string[] {
  const { summary, description } = operation.source;
  return aroundOf(operation, introduction(summary, description));
}

/**
 * What stands over the function of an operation: of summary and description the first paragraph only, since documents
 * of a megabyte of descriptions would have another megabyte here.
 */
export function functionDoc(operation: OperationPlan): readonly string[] {
  const { summary, description } = operation.source;
  const [first = ''] = introduction(summary, description);
  return aroundOf(operation, first.split('\n\n', 1));
}

function aroundOf(operation: OperationPlan, texts: readonly string[]): readonly string[] {
  const { method, path } = operation.source;
  return [...texts, docText(`\`${method} ${path}\``), ...paginationDoc(operation), operationTags(operation)].filter(
    (paragraph) => paragraph !== '',
  );
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
