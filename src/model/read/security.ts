import { keyOf, type Located, memberOf, membersOf } from '../../shared/json.ts';
import { didYouMean } from '../../shared/suggest.ts';
import type { SecurityRequirement, SecurityScheme } from '../operation.ts';
import { type Context, fault } from './context.ts';
import { elementsIn, expectObject, expectStrings, given, memberIn, requiredStringIn, stringIn } from './expect.ts';

/**
 * The `security` of the document or of an operation: alternatives, each of all its schemes together (OpenAPI 3.1.0
 * section 4.8.30). `schemes` are the names that `components.securitySchemes` defines: an alternative that names another
 * one can never be supplied, and is left out.
 *
 * @returns undefined where the field is absent: then the document's holds.
 */
export function securityRequirements(
  ctx: Context,
  owner: Located,
  schemes: readonly string[],
): SecurityRequirement[] | undefined {
  if (memberIn(ctx, owner, 'security') === undefined) return undefined;
  return elementsIn(ctx, owner, 'security').flatMap((element) => {
    const node = expectObject(ctx, element, 'A security requirement');
    return node === undefined ? [] : (requirement(ctx, node, schemes) ?? []);
  });
}

function requirement(ctx: Context, node: Located, schemes: readonly string[]): SecurityRequirement | undefined {
  const entries = membersOf(node).flatMap(([name, member]) => {
    if (schemes.includes(name)) return [[name, expectStrings(ctx, member, name)] as const];
    ctx.report({
      code: 'unknown-security-scheme',
      severity: 'warning',
      message: `The security scheme \`${name}\` is not defined under components.securitySchemes; nothing is sent for it.`,
      ...didYouMean(name, schemes),
      location: keyOf(member.location),
    });
    return [];
  });
  return entries.length < membersOf(node).length ? undefined : new Map(entries);
}

const TYPES = ['apiKey', 'http', 'mutualTLS', 'oauth2', 'openIdConnect'];
const KEY_PLACES = ['query', 'header', 'cookie'] as const;

/** A Security Scheme Object (OpenAPI 3.1.0 section 4.8.27), or a reference to one. */
export function securitySchemeObject(ctx: Context, name: string, reference: Located): SecurityScheme | undefined {
  const owner = `The security scheme \`${name}\``;
  const node = expectObject(ctx, reference, owner);
  const type = node && requiredStringIn(ctx, node, 'type', owner);
  if (node === undefined || type === undefined) return undefined;
  const base = { name, ...given('description', stringIn(ctx, node, 'description')), location: node.location };
  switch (type) {
    case 'http': {
      const scheme = requiredStringIn(ctx, node, 'scheme', owner);
      return scheme === undefined ? undefined : { ...base, ...httpScheme(scheme) };
    }
    case 'oauth2':
    case 'openIdConnect':
      return { ...base, type: 'bearer' };
    case 'mutualTLS':
      return { ...base, type: 'mutualTLS' };
    case 'apiKey': {
      const parameter = requiredStringIn(ctx, node, 'name', owner);
      const place = keyPlace(ctx, node, owner);
      return parameter === undefined || place === undefined
        ? undefined
        : { ...base, type: 'apiKey', in: place, parameter };
    }
    default:
      unknownType(ctx, owner, type, memberOf(node, 'type')!);
      return undefined;
  }
}

/** Scheme names do not depend on letter case (RFC 9110 section 11.1). */
function httpScheme(scheme: string) {
  const lower = scheme.toLowerCase();
  return lower === 'basic' || lower === 'bearer' ? ({ type: lower } as const) : ({ type: 'http', scheme } as const);
}

function keyPlace(ctx: Context, node: Located, owner: string): (typeof KEY_PLACES)[number] | undefined {
  const written = requiredStringIn(ctx, node, 'in', owner);
  if (written === undefined) return undefined;
  const place = KEY_PLACES.find((candidate) => candidate === written);
  if (place === undefined) {
    const message = `${owner} is in \`${written}\`; expected one of ${KEY_PLACES.join(', ')}.`;
    fault(ctx, 'invalid-value', message, memberOf(node, 'in')!.location, didYouMean(written, KEY_PLACES));
  }
  return place;
}

function unknownType(ctx: Context, owner: string, type: string, { location }: Located): void {
  const message = `${owner} has the type \`${type}\`; expected one of ${TYPES.join(', ')}.`;
  fault(ctx, 'invalid-value', message, location, didYouMean(type, TYPES));
}
