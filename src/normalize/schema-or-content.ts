import { type Located, memberOf } from '../ir/located.ts';
import type { Schema } from '../ir/schema.ts';
import { type Context, fault } from './context.ts';
import { membersIn } from './expect.ts';
import { mediaTypeObject } from './media-type-object.ts';
import { schemaObject } from './schema-object.ts';

/**
 * What a parameter or a header is: its `schema`, or the one media type of its `content` (OpenAPI 3.1.0 section
 * 4.8.12.2). One of the two has to be there; `schema` wins.
 */
export function schemaOrContent(
  ctx: Context,
  node: Located,
  owner: string,
): { readonly schema: Schema; readonly content?: string } | undefined {
  const schema = memberOf(node, 'schema');
  if (schema !== undefined) return { schema: schemaObject(ctx, schema) };
  const content = memberOf(node, 'content');
  if (content === undefined) {
    fault(ctx, 'missing-field', `${owner} needs \`schema\` or \`content\`.`, node.location);
    return undefined;
  }
  const mediaTypes = membersIn(ctx, node, 'content');
  const [first] = mediaTypes;
  if (first === undefined || mediaTypes.length > 1) {
    const message = `${owner} must have exactly one media type under \`content\`; found ${mediaTypes.length}.`;
    fault(ctx, 'invalid-value', message, content.location);
    return undefined;
  }
  const mediaType = mediaTypeObject(ctx, first[0], first[1]);
  return mediaType && { schema: mediaType.schema, content: mediaType.mediaType };
}
