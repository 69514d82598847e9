import type { GroupPlan } from '../../plan/client-plan.ts';
import { docText } from '../syntax/doc-comment.ts';
import { seeTag } from './schema-doc.ts';

/** Returns the documentation of a tag's class, which its property on the client shares. */
export function groupDoc({ tag, description, externalDocs }: GroupPlan): readonly string[] {
  return [
    docText(`Operations of the tag \`${tag.replaceAll('`', "'")}\`.`),
    docText(description ?? ''),
    seeTag(externalDocs),
  ];
}
