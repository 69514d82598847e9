import type { Located } from '../ir/located.ts';
import type { ExternalDocs } from '../ir/schema.ts';
import type { Context } from './context.ts';
import { given, objectIn, requiredStringIn, stringIn } from './expect.ts';

/** An External Documentation Object (OpenAPI 3.1.0 section 4.8.11). */
export function externalDocumentation(ctx: Context, owner: Located): ExternalDocs | undefined {
  const docs = objectIn(ctx, owner, 'externalDocs');
  const url = docs && requiredStringIn(ctx, docs, 'url', '`externalDocs`');
  if (docs === undefined || url === undefined) return undefined;
  return { url, ...given('description', stringIn(ctx, docs, 'description')) };
}
