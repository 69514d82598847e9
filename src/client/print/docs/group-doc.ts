import type { GroupPlan } from '../../plan/client-plan.ts';
import { docText } from '../syntax/doc-comment.ts';
import { seeTag } from './schema-doc.ts';

/** Returns the documentation of a tag's class, which its property on the client shares. */
export function groupDoc({ tag, segment = '', description, externalDocs }: GroupPlan): readonly string[] {
  const about = tag === undefined ? `below \`/${segment}\`` : `of the tag \`${tag.replaceAll('`', "'")}\``;
  return [docText(`Operations ${about}.`), docText(description ?? ''), seeTag(externalDocs)];
}
