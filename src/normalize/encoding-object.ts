import { nearest } from '../diagnostics/nearest.ts';
import { type Located, memberOf } from '../ir/located.ts';
import type { ParameterStyle, PropertyEncoding } from '../ir/operation.ts';
import { type Context, didYouMean, fault } from './context.ts';
import { booleanIn, expectObject, given, stringIn } from './expect.ts';

const STYLES: readonly ParameterStyle[] = ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'];

/** An Encoding Object (OpenAPI 3.1.0 section 4.8.15). Its styles are those of query parameters. */
export function encodingObject(ctx: Context, value: Located): PropertyEncoding | undefined {
  const node = expectObject(ctx, value, 'An encoding');
  if (node === undefined) return undefined;
  return {
    ...given('contentType', stringIn(ctx, node, 'contentType')),
    ...given('style', styleOf(ctx, node)),
    ...given('explode', booleanIn(ctx, node, 'explode')),
  };
}

function styleOf(ctx: Context, node: Located): ParameterStyle | undefined {
  const written = stringIn(ctx, node, 'style');
  if (written === undefined) return undefined;
  const style = STYLES.find((candidate) => candidate === written);
  if (style === undefined) {
    const message = `\`${written}\` is no style of an encoding; expected ${STYLES.join(', ')}.`;
    fault(ctx, 'invalid-value', message, memberOf(node, 'style')!.location, didYouMean(nearest(written, STYLES)));
  }
  return style;
}
