import { nearest } from '../diagnostics/nearest.ts';
import type { Located } from '../ir/located.ts';
import type { Location } from '../ir/location.ts';
import type { Parameter } from '../ir/operation.ts';
import { type Context, didYouMean, fault } from './context.ts';
import { elementsIn } from './expect.ts';
import { parameterObject } from './parameter-object.ts';

/** Header parameters that OpenAPI ignores: other parts of the document describe them (3.1.0 section 4.8.12.1). */
const IGNORED_HEADERS = ['accept', 'content-type', 'authorization'];

/** The `parameters` of a path item or of an operation. */
export function parameterList(ctx: Context, owner: Located): Parameter[] {
  const byIdentity = new Map<string, Parameter>();
  for (const element of elementsIn(ctx, owner, 'parameters')) {
    const parameter = parameterObject(ctx, element);
    if (parameter === undefined || isIgnored(parameter)) continue;
    const first = byIdentity.get(identityOf(parameter));
    if (first === undefined) byIdentity.set(identityOf(parameter), parameter);
    else reportDuplicate(ctx, parameter, element.location, first.location);
  }
  return [...byIdentity.values()];
}

/** Both lists together, in document order; the operation's declaration wins where name and place are the same. */
export function mergeParameters(inherited: readonly Parameter[], own: readonly Parameter[]): Parameter[] {
  const merged = new Map(inherited.map((parameter) => [identityOf(parameter), parameter]));
  for (const parameter of own) merged.set(identityOf(parameter), parameter);
  return [...merged.values()];
}

/**
 * Holds the path parameters against the names in the path template. Those that the template does not have are
 * reported and left out.
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
  for (const name of template) {
    if (names.has(name)) continue;
    const message = `The path \`${path}\` has the parameter \`{${name}}\`, which the operation does not declare.`;
    const spare = [...names].filter((candidate) => !template.has(candidate));
    fault(ctx, 'undeclared-path-parameter', message, operation, didYouMean(nearest(name, spare)));
  }
  return parameters.filter((parameter) => {
    if (parameter.in !== 'path' || template.has(parameter.name)) return true;
    reportUnused(ctx, path, parameter, [...template]);
    return false;
  });
}

function reportUnused(ctx: Context, path: string, parameter: Parameter, template: readonly string[]): void {
  ctx.report({
    code: 'unused-path-parameter',
    severity: 'warning',
    message: `The path parameter \`${parameter.name}\` is not in the path \`${path}\`; it is left out.`,
    ...didYouMean(nearest(parameter.name, template)),
    location: parameter.location,
  });
}

function reportDuplicate(ctx: Context, parameter: Parameter, location: Location, first: Location): void {
  const message = `The ${parameter.in} parameter \`${parameter.name}\` is declared twice in this list.`;
  fault(ctx, 'duplicate-parameter', message, location, { related: [{ message: 'Declared here.', location: first }] });
}

/** Name and place together; header names do not depend on letter case (RFC 9110 section 5.1). */
function identityOf(parameter: Parameter): string {
  return `${parameter.in} ${parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name}`;
}

function isIgnored(parameter: Parameter): boolean {
  return parameter.in === 'header' && IGNORED_HEADERS.includes(parameter.name.toLowerCase());
}
