import type { ApiModel } from '../ir/api.ts';
import type { Context } from './context.ts';
import { given, objectIn, requiredStringIn, stringIn } from './expect.ts';

/** The Info Object (OpenAPI 3.1.0 section 4.8.2). */
export function infoObject(ctx: Context): Pick<ApiModel, 'title' | 'version' | 'description'> {
  const info = objectIn(ctx, ctx.document.root, 'info');
  // Its absence is a fault of the document as a whole, which has been reported before references were followed.
  if (info === undefined) return { title: '', version: '' };
  return {
    title: requiredStringIn(ctx, info, 'title', '`info`') ?? '',
    version: requiredStringIn(ctx, info, 'version', '`info`') ?? '',
    ...given('description', stringIn(ctx, info, 'description')),
  };
}
