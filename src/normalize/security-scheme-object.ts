import { nearest } from '../diagnostics/nearest.ts';
import { type Located, memberOf } from '../ir/located.ts';
import type { SecurityScheme } from '../ir/operation.ts';
import { type Context, didYouMean, fault } from './context.ts';
import { expectObject, given, requiredStringIn, stringIn } from './expect.ts';

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
    fault(ctx, 'invalid-value', message, memberOf(node, 'in')!.location, didYouMean(nearest(written, KEY_PLACES)));
  }
  return place;
}

function unknownType(ctx: Context, owner: string, type: string, { location }: Located): void {
  const message = `${owner} has the type \`${type}\`; expected one of ${TYPES.join(', ')}.`;
  fault(ctx, 'invalid-value', message, location, didYouMean(nearest(type, TYPES)));
}
