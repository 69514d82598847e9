import type { ApiModel } from '../ir/api.ts';
import type { Context } from './context.ts';
import { elementsIn, expectObject, given, requiredStringIn, stringIn } from './expect.ts';
import { externalDocumentation } from './external-documentation-object.ts';

/** The Tag Objects of the document (OpenAPI 3.1.0 section 4.8.22). */
export function tagList(ctx: Context): ApiModel['tags'] {
  return elementsIn(ctx, ctx.document.root, 'tags').flatMap((element) => {
    const node = expectObject(ctx, element, 'A tag');
    const name = node && requiredStringIn(ctx, node, 'name', 'A tag');
    if (node === undefined || name === undefined) return [];
    const description = stringIn(ctx, node, 'description') ?? stringIn(ctx, node, 'summary');
    return [
      {
        name,
        ...given('description', description),
        ...given('externalDocs', externalDocumentation(ctx, node)),
      },
    ];
  });
}
