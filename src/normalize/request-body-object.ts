import { type Located, memberOf } from '../ir/located.ts';
import type { RequestBody } from '../ir/operation.ts';
import { type Context, fault } from './context.ts';
import { booleanIn, expectObject, given, stringIn } from './expect.ts';
import { contentMap } from './media-type-object.ts';

/** A Request Body Object, or a reference to one. Undefined (and reported) where it has no media type. */
export function requestBodyObject(ctx: Context, reference: Located): RequestBody | undefined {
  const node = expectObject(ctx, reference, '`requestBody`');
  if (node === undefined) return undefined;
  const content = contentMap(ctx, node);
  if (memberOf(node, 'content') === undefined) {
    fault(ctx, 'missing-field', 'A request body needs `content`, with at least one media type.', node.location);
  }
  if (content.length === 0) return undefined;
  return {
    required: booleanIn(ctx, node, 'required') ?? false,
    ...given('description', stringIn(ctx, node, 'description')),
    content,
    location: node.location,
  };
}
