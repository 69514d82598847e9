import type { ApiModel } from '../ir/api.ts';
import { memberOf } from '../ir/located.ts';
import { type Context, fault } from './context.ts';
import { given, objectIn, requiredStringIn, stringIn } from './expect.ts';

/** The Info Object (OpenAPI 3.1.0 section 4.8.2). */
export function infoObject(ctx: Context): Pick<ApiModel, 'title' | 'version' | 'description'> {
  const { root } = ctx.document;
  const info = objectIn(ctx, root, 'info');
  if (info === undefined) {
    if (memberOf(root, 'info') === undefined) {
      fault(ctx, 'missing-field', 'The document needs `info`, with `title` and `version`.', root.location);
    }
    return { title: '', version: '' };
  }
  return {
    title: requiredStringIn(ctx, info, 'title', '`info`') ?? '',
    version: requiredStringIn(ctx, info, 'version', '`info`') ?? '',
    ...given('description', stringIn(ctx, info, 'description')),
  };
}
