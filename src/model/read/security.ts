import { keyLocation, type Located, memberOf, membersOf } from '../../shared/json.ts';
import { didYouMean } from '../../shared/suggest.ts';
import type { SecurityRequirement, SecurityScheme } from '../operation.ts';
import { type Context, reportFault } from './context.ts';
import { elementsIn, expectObject, expectStrings, optionalField, requiredStringIn, stringIn } from './expect.ts';

/**
 * Reads the `security` of the document or of an operation: a list of alternatives, each a set of schemes (OpenAPI 3.1.0
 * section 4.8.30). It drops alternatives with an undefined scheme, because a caller cannot supply their credentials.
 *
 * @param schemes the schemes that `components.securitySchemes` defines; undefined if one cannot be read
 * @returns undefined if the field is missing; the document's `security` applies then
 */
export function readSecurityRequirements(
  ctx: Context,
  owner: Located,
  schemes: ReadonlyMap<string, SecurityScheme | undefined>,
): SecurityRequirement[] | undefined {
  const elements = elementsIn(ctx, owner, 'security');
  // An empty list means that no credentials are needed.
  if (elements.length === 0 && !Array.isArray(memberOf(owner, 'security')?.value)) return undefined;
  return elements.flatMap((element) => {
    const node = expectObject(ctx, element, 'A security requirement');
    return node === undefined ? [] : (readRequirement(ctx, node, schemes) ?? []);
  });
}

function readRequirement(
  ctx: Context,
  node: Located,
  schemes: ReadonlyMap<string, SecurityScheme | undefined>,
): SecurityRequirement | undefined {
  const entries = membersOf(node).flatMap(([name, member]) => {
    if (schemes.get(name) !== undefined) return [[name, expectStrings(ctx, member, name)] as const];
    // A scheme that cannot be read was reported.
    if (schemes.has(name)) return [];
    ctx.report({
      code: 'unknown-security-scheme',
      severity: 'warning',
      message: `The security scheme \`${name}\` is not defined under \`components.securitySchemes\`; the client sends nothing for it.`,
      ...didYouMean(name, schemes.keys()),
      location: keyLocation(member.location),
    });
    return [];
  });
  return entries.length < membersOf(node).length ? undefined : new Map(entries);
}

const TYPES = ['apiKey', 'http', 'mutualTLS', 'oauth2', 'openIdConnect'];
const KEY_PLACES = ['query', 'header', 'cookie'] as const;

/** Reads a Security Scheme Object (OpenAPI 3.1.0 section 4.8.27) or a reference to one. */
export function readSecurityScheme(ctx: Context, name: string, reference: Located): SecurityScheme | undefined {
  const owner = `The security scheme \`${name}\``;
  const node = expectObject(ctx, reference, owner);
  const type = node && requiredStringIn(ctx, node, 'type', owner);
  if (node === undefined || type === undefined) return undefined;
  const base = { name, ...optionalField('description', stringIn(ctx, node, 'description')), location: node.location };
  switch (type) {
    case 'http': {
      const scheme = requiredStringIn(ctx, node, 'scheme', owner);
      return scheme === undefined ? undefined : { ...base, ...readHttpScheme(scheme) };
    }
    case 'oauth2':
    case 'openIdConnect':
      return { ...base, type: 'bearer' };
    case 'mutualTLS':
      return { ...base, type: 'mutualTLS' };
    case 'apiKey': {
      const parameter = requiredStringIn(ctx, node, 'name', owner);
      const place = readKeyPlace(ctx, node, owner);
      return parameter === undefined || place === undefined
        ? undefined
        : { ...base, type: 'apiKey', in: place, parameter };
    }
    default:
      reportUnknownType(ctx, owner, type, memberOf(node, 'type')!);
      return undefined;
  }
}

/** Reads the scheme of HTTP authentication. Scheme names ignore letter case (RFC 9110 section 11.1). */
function readHttpScheme(scheme: string) {
  const lower = scheme.toLowerCase();
  return lower === 'basic' || lower === 'bearer' ? ({ type: lower } as const) : ({ type: 'http', scheme } as const);
}

function readKeyPlace(ctx: Context, node: Located, owner: string): (typeof KEY_PLACES)[number] | undefined {
  const written = requiredStringIn(ctx, node, 'in', owner);
  if (written === undefined) return undefined;
  const place = KEY_PLACES.find((candidate) => candidate === written);
  if (place === undefined) {
    const message = `${owner} has \`in: ${written}\`; expected one of ${KEY_PLACES.join(', ')}. pagegen ignores the scheme.`;
    reportFault(ctx, 'invalid-value', message, memberOf(node, 'in')!.location, didYouMean(written, KEY_PLACES));
  }
  return place;
}

function reportUnknownType(ctx: Context, owner: string, type: string, { location }: Located): void {
  const message = `${owner} has \`type: ${type}\`; expected one of ${TYPES.join(', ')}. pagegen ignores the scheme.`;
  reportFault(ctx, 'invalid-value', message, location, didYouMean(type, TYPES));
}
