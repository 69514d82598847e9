import { nearest } from '../diagnostics/nearest.ts';
import type { JsonValue } from '../ir/json.ts';
import { type Located, memberOf, membersOf } from '../ir/located.ts';
import type { Parameter, ParameterPlace, ParameterStyle } from '../ir/operation.ts';
import { type Context, didYouMean, fault, readOnce } from './context.ts';
import { booleanIn, expectObject, given, requiredStringIn, stringIn } from './expect.ts';
import { exampleIn } from './schema-notes.ts';
import { schemaOrContent } from './schema-or-content.ts';

const PLACES: readonly ParameterPlace[] = ['path', 'query', 'header', 'cookie'];
/** OpenAPI 3.2 section 4.12. */
const NEWER_PLACES: readonly ParameterPlace[] = [...PLACES, 'querystring'];

/** Styles of each place, its default first (OpenAPI 3.1.0 section 4.8.12.2.1 and the table after it). */
const STYLES: Readonly<Record<ParameterPlace, readonly ParameterStyle[]>> = {
  path: ['simple', 'label', 'matrix'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  querystring: ['form'],
  header: ['simple'],
  cookie: ['form', 'cookie'],
};

/**
 * A Parameter Object, or a reference to one, with the defaults of its place filled in.
 *
 * @returns undefined where it has no name, no place or no schema, which is reported.
 */
export function parameterObject(ctx: Context, reference: Located): Parameter | undefined {
  const node = expectObject(ctx, reference, 'A parameter');
  return node && readOnce(ctx, 'parameter', reference, node, readParameter);
}

function readParameter(ctx: Context, node: Located): Parameter | undefined {
  const name = requiredStringIn(ctx, node, 'name', 'A parameter');
  const place = placeOf(ctx, node, name);
  const typed = schemaOrContent(ctx, node, name === undefined ? 'A parameter' : `The parameter \`${name}\``);
  if (name === undefined || place === undefined || typed === undefined) return undefined;
  const style = styleOf(ctx, node, place);
  return {
    name,
    in: place,
    required: requiredOf(ctx, node, name, place),
    deprecated: booleanIn(ctx, node, 'deprecated') ?? false,
    ...given('description', stringIn(ctx, node, 'description')),
    ...given('example', exampleIn(node) ?? firstExample(ctx, node)),
    schema: typed.schema,
    style,
    explode: booleanIn(ctx, node, 'explode') ?? (style === 'form' || style === 'cookie'),
    allowReserved: booleanIn(ctx, node, 'allowReserved') ?? false,
    ...given('content', typed.content),
    location: node.location,
  };
}

/** The first of the named `examples` of a parameter that has its value here. */
function firstExample(ctx: Context, node: Located): JsonValue | undefined {
  const examples = memberOf(node, 'examples');
  const [first] = examples === undefined ? [] : membersOf(examples);
  const example = first && ctx.document.follow(first[1]);
  return (example && memberOf(example, 'value')?.value) as JsonValue | undefined;
}

function placeOf(ctx: Context, node: Located, name: string | undefined): ParameterPlace | undefined {
  const owner = name === undefined ? 'A parameter' : `The parameter \`${name}\``;
  const places = ctx.document.version === '3.2' ? NEWER_PLACES : PLACES;
  const expected = `one of ${places.join(', ')}`;
  const member = memberOf(node, 'in');
  if (member === undefined) {
    fault(ctx, 'missing-field', `${owner} needs \`in\`, ${expected}.`, node.location);
    return undefined;
  }
  const written = stringIn(ctx, node, 'in');
  const place = places.find((candidate) => candidate === written);
  if (place === undefined && written !== undefined) {
    const message = `${owner} is in \`${written}\`; expected ${expected}.`;
    fault(ctx, 'invalid-value', message, member.location, didYouMean(nearest(written, places)));
  }
  return place;
}

function styleOf(ctx: Context, node: Located, place: ParameterPlace): ParameterStyle {
  const styles = STYLES[place];
  const written = stringIn(ctx, node, 'style');
  const style = written === undefined ? styles[0]! : styles.find((candidate) => candidate === written);
  if (style !== undefined) return style;
  const message = `\`${written}\` is no style of a ${place} parameter; expected ${styles.join(', ')}.`;
  const member = memberOf(node, 'style')!;
  fault(ctx, 'invalid-value', message, member.location, didYouMean(nearest(written!, styles)));
  return styles[0]!;
}

/** A path parameter is always required; OpenAPI wants that said. */
function requiredOf(ctx: Context, node: Located, name: string, place: ParameterPlace): boolean {
  const required = booleanIn(ctx, node, 'required') ?? false;
  if (place !== 'path' || required) return required;
  ctx.report({
    code: 'optional-path-parameter',
    severity: 'warning',
    message: `The path parameter \`${name}\` does not say \`required: true\`; it is taken as required.`,
    hint: 'Add `required: true`.',
    location: node.location,
  });
  return true;
}
