import { type Located, type Location, memberOf, valueIn } from '../../shared/json.ts';
import { didYouMean } from '../../shared/suggest.ts';
import type { Parameter, ParameterPlace, ParameterStyle } from '../parameter.ts';
import { readSchemaOrContent } from './content.ts';
import { type Context, isUpgraded, readOnce, reportFault, reportUnreadable } from './context.ts';
import {
  booleanIn,
  expectNeeded,
  neededElementsIn,
  optionalField,
  requiredStringIn,
  stringIn,
  tolerate,
} from './expect.ts';
import { nestedDelimiters } from './nested-arrays.ts';
import { namedExamplesIn } from './schema-notes.ts';

const PLACES: readonly ParameterPlace[] = ['path', 'query', 'header', 'cookie'];
/** The places in OpenAPI 3.2 (section 4.12). */
const NEWER_PLACES: readonly ParameterPlace[] = [...PLACES, 'querystring'];

/** Styles of each place, the default first (OpenAPI 3.1.0 section 4.8.12.2.1 and the table after it). */
const STYLES: Readonly<Record<ParameterPlace, readonly ParameterStyle[]>> = {
  path: ['simple', 'label', 'matrix'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  querystring: ['form'],
  header: ['simple'],
  cookie: ['form', 'cookie'],
};

/**
 * Reads a Parameter Object or a reference to one, and fills in the defaults of its place.
 *
 * @returns undefined if it has no name or place; that is reported
 */
function readParameter(ctx: Context, reference: Located): Parameter | undefined {
  if (reference.value === null) {
    tolerate(ctx, reference, 'A parameter is empty, so pagegen ignores it.');
    return undefined;
  }
  const node = expectNeeded(ctx, reference, 'A parameter');
  return node && readOnce(ctx, 'parameter', reference, node, readParameterObject);
}

function readParameterObject(ctx: Context, node: Located): Parameter | undefined {
  const name = requiredStringIn(ctx, node, 'name', 'A parameter', 'pagegen cannot send it');
  const place = readPlace(ctx, node, name);
  if (name === undefined || place === undefined) ctx.markIncomplete();
  const typed = readSchemaOrContent(ctx, node, name === undefined ? 'A parameter' : `The parameter \`${name}\``);
  if (name === undefined || place === undefined) return undefined;
  const style = readStyle(ctx, node, place);
  return {
    name,
    in: place,
    required: readRequired(ctx, node, name, place),
    deprecated: booleanIn(ctx, node, 'deprecated') ?? false,
    ...optionalField('description', stringIn(ctx, node, 'description')),
    ...optionalField('example', namedExamplesIn(ctx, node)[0]),
    schema: typed.schema,
    style,
    explode: booleanIn(ctx, node, 'explode') ?? (style === 'form' || style === 'cookie'),
    allowReserved: readReserved(ctx, node, place),
    ...optionalField('content', typed.content),
    ...optionalField('nested', nestedDelimiters(ctx, memberOf(node, 'schema'))),
    location: node.location,
  };
}

/**
 * Reads whether reserved characters are sent as they are. OpenAPI has that for queries; AutoRest's extension has it for
 * paths too, whose values are parts of a URL: links that a server returned, or names with slashes.
 */
function readReserved(ctx: Context, node: Located, place: ParameterPlace): boolean {
  const isEncoded = valueIn(node, 'x-ms-skip-url-encoding') === true;
  if (place === 'path') return isEncoded;
  return booleanIn(ctx, node, 'allowReserved') ?? (place === 'query' && isEncoded);
}

function readPlace(ctx: Context, node: Located, name: string | undefined): ParameterPlace | undefined {
  const owner = name === undefined ? 'A parameter' : `The parameter \`${name}\``;
  const places = ctx.document.version === '3.2' ? NEWER_PLACES : PLACES;
  const expected = `one of ${places.join(', ')}`;
  const member = memberOf(node, 'in');
  if (member === undefined) {
    reportUnreadable(ctx, 'missing-field', `${owner} needs \`in\`, ${expected}.`, node.location);
    return undefined;
  }
  const written = stringIn(ctx, node, 'in');
  const place = places.find((candidate) => candidate === written);
  if (place === undefined && written !== undefined) {
    const message = `${owner} has \`in: ${written}\`; expected ${expected}.`;
    reportUnreadable(ctx, 'invalid-value', message, member.location, didYouMean(written, places));
  }
  return place;
}

/** The styles for `collectionFormat` of Swagger 2.0, in any place. */
const SWAGGER_STYLES: readonly ParameterStyle[] = ['spaceDelimited', 'pipeDelimited', 'tabDelimited'];

function readStyle(ctx: Context, node: Located, place: ParameterPlace): ParameterStyle {
  const styles = isUpgraded(ctx, node) ? [...STYLES[place], ...SWAGGER_STYLES] : STYLES[place];
  const written = stringIn(ctx, node, 'style');
  const style = written === undefined ? styles[0]! : styles.find((candidate) => candidate === written);
  if (style !== undefined) return style;
  const message = `\`${written}\` is not a style for a ${place} parameter; expected ${styles.length > 1 ? 'one of ' : ''}${styles.join(', ')}. pagegen uses \`${styles[0]}\`.`;
  const member = memberOf(node, 'style')!;
  reportFault(ctx, 'invalid-value', message, member.location, didYouMean(written!, styles));
  return styles[0]!;
}

/** Reads `required`. A path parameter is always required, but OpenAPI requires the document to declare it. */
function readRequired(ctx: Context, node: Located, name: string, place: ParameterPlace): boolean {
  const required = booleanIn(ctx, node, 'required') ?? false;
  if (place !== 'path' || required) return required;
  ctx.report({
    code: 'optional-path-parameter',
    severity: 'warning',
    message: `The path parameter \`${name}\` has no \`required: true\`; pagegen treats it as required.`,
    hint: 'Add `required: true`.',
    location: node.location,
  });
  return true;
}

/**
 * Header parameters that OpenAPI ignores, because other parts of the document describe them (3.1.0 section 4.8.12.1).
 */
const IGNORED_HEADERS = ['accept', 'content-type', 'authorization'];

/** Reads the `parameters` of a path item or an operation. */
export function readParameters(ctx: Context, owner: Located): Parameter[] {
  const byIdentity = new Map<string, Parameter>();
  for (const element of neededElementsIn(ctx, owner, 'parameters')) {
    const parameter = readParameter(ctx, element);
    if (parameter === undefined || isIgnored(parameter)) continue;
    const first = byIdentity.get(identityOf(parameter));
    if (first === undefined) byIdentity.set(identityOf(parameter), parameter);
    else reportDuplicate(ctx, parameter, element.location, first.location);
  }
  return [...byIdentity.values()];
}

/** Merges two lists in document order. If name and place are equal, the operation's own parameter wins. */
export function mergeParameters(inherited: readonly Parameter[], own: readonly Parameter[]): Parameter[] {
  const merged = new Map(inherited.map((parameter) => [identityOf(parameter), parameter]));
  for (const parameter of own) merged.set(identityOf(parameter), parameter);
  return [...merged.values()];
}

/**
 * Compares the path parameters with the names in the path template. Reports and drops those that the template does not
 * have. Adds those that only the template has: a path can be built from texts only.
 */
export function checkPathParameters(
  ctx: Context,
  path: string,
  parameters: readonly Parameter[],
  operation: Location,
): Parameter[] {
  const template = new Set([...path.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1]!));
  const declared = parameters.filter((parameter) => parameter.in === 'path');
  const names = new Set(declared.map(({ name }) => name));
  const undeclared = [...template].filter((name) => !names.has(name));
  const spare = [...names].filter((candidate) => !template.has(candidate));
  for (const name of undeclared) {
    if (name === '') {
      const message = `The path \`${path}\` has a parameter without a name, \`{}\`.`;
      reportUnreadable(ctx, 'undeclared-path-parameter', message, operation);
      continue;
    }
    const message = `The path \`${path}\` has the parameter \`{${name}}\`, which the operation does not declare; pagegen adds it as a required string.`;
    const hint = { hint: 'Declare it under `parameters`.' };
    reportFault(ctx, 'undeclared-path-parameter', message, operation, { ...hint, ...didYouMean(name, spare) });
  }
  const used = parameters.filter((parameter) => {
    if (parameter.in !== 'path' || template.has(parameter.name)) return true;
    reportUnused(ctx, path, parameter, [...template]);
    return false;
  });
  return [...undeclared.map((name) => undeclaredParameter(name, operation)), ...used];
}

function undeclaredParameter(name: string, location: Location): Parameter {
  return {
    name,
    in: 'path',
    required: true,
    deprecated: false,
    schema: { kind: 'string', location },
    style: 'simple',
    explode: false,
    allowReserved: false,
    location,
  };
}

function reportUnused(ctx: Context, path: string, parameter: Parameter, template: readonly string[]): void {
  ctx.report({
    code: 'unused-path-parameter',
    severity: 'warning',
    message: `The path parameter \`${parameter.name}\` is not in the path \`${path}\`, so pagegen ignores it.`,
    ...didYouMean(parameter.name, template),
    location: parameter.location,
  });
}

function reportDuplicate(ctx: Context, parameter: Parameter, location: Location, first: Location): void {
  const message = `The ${parameter.in} parameter \`${parameter.name}\` is declared twice in this list; pagegen uses the first declaration.`;
  reportFault(ctx, 'duplicate-parameter', message, location, {
    related: [{ message: 'Declared here.', location: first }],
  });
}

/** Returns a key from name and place. Header names ignore letter case (RFC 9110 section 5.1). */
function identityOf(parameter: Parameter): string {
  return `${parameter.in} ${parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name}`;
}

function isIgnored(parameter: Parameter): boolean {
  return parameter.in === 'header' && IGNORED_HEADERS.includes(parameter.name.toLowerCase());
}
