import type { Operation, SecurityRequirement, SecurityScheme } from '../../model/operation.ts';
import type { MockRequest } from './exchange.ts';

/** RFC 9110, section 5.6.2. */
const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;

/** The reason for a response with status 401. */
export interface Unauthorized {
  readonly message: string;
  /** The `WWW-Authenticate` field that status 401 requires (RFC 9110, section 15.5.2). */
  readonly challenge: string;
}

/** Checks the credentials of a request. Returns undefined if the request is authorized. */
export type Guard = (operation: Operation, request: MockRequest) => Unauthorized | undefined;

/**
 * Creates a guard that requires the credentials that operations declare: all schemes of one of the alternatives
 * (OpenAPI 3.1.0, section 4.8.30). Accepts any value.
 */
export function credentialsGuard(schemes: readonly SecurityScheme[]): Guard {
  const known = new Map(schemes.map((scheme) => [scheme.name, scheme]));
  const schemesOf = (requirement: SecurityRequirement): SecurityScheme[] =>
    [...requirement.keys()].flatMap((name) => known.get(name) ?? []);
  return ({ security }, request) => {
    const alternatives = security.map(schemesOf);
    const isMet = (all: readonly SecurityScheme[]): boolean => all.every((scheme) => isSent(scheme, request));
    if (alternatives.length === 0 || alternatives.some(isMet)) return undefined;
    const wanted = alternatives.map((all) => all.map(describe).join(' with ')).join(', or ');
    return {
      message: `the request lacks credentials; any value is accepted: ${wanted}`,
      challenge: [...new Set(alternatives.flat().map(challengeOf))].join(', '),
    };
  };
}

/** Credentials for an example of a request. */
export interface ExampleCredentials {
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
}

/** Returns credentials that satisfy the first alternative of an operation. */
export function exampleCredentials({ security }: Operation, schemes: readonly SecurityScheme[]): ExampleCredentials {
  const [first] = security;
  const headers: Record<string, string> = {};
  const query: Record<string, string> = {};
  for (const scheme of first === undefined ? [] : schemes.filter(({ name }) => first.has(name))) {
    if (scheme.type === 'mutualTLS') continue;
    if (scheme.type !== 'apiKey') headers.Authorization = `${authScheme(scheme)} any`;
    else if (scheme.in === 'query') query[scheme.parameter] = 'any';
    else
      headers[scheme.in === 'cookie' ? 'Cookie' : scheme.parameter] =
        scheme.in === 'cookie' ? `${scheme.parameter}=any` : 'any';
  }
  return { headers, query };
}

function isSent(scheme: SecurityScheme, { url, headers }: MockRequest): boolean {
  if (scheme.type === 'mutualTLS') return true;
  if (scheme.type !== 'apiKey') {
    const [name = '', value = ''] = (headers.get('authorization') ?? '').split(/ +(.*)/s);
    return value !== '' && name.toLowerCase() === authScheme(scheme).toLowerCase();
  }
  const { parameter } = scheme;
  if (scheme.in === 'query') return Boolean(url.searchParams.get(parameter));
  if (scheme.in === 'header') return Boolean(headers.get(parameter));
  return (headers.get('cookie') ?? '')
    .split(/; */)
    .some((pair) => pair.length > parameter.length + 1 && pair.startsWith(`${parameter}=`));
}

function describe(scheme: SecurityScheme): string {
  if (scheme.type === 'mutualTLS') return scheme.name;
  if (scheme.type === 'apiKey')
    return `the ${scheme.in === 'query' ? 'query parameter' : scheme.in} ${scheme.parameter}`;
  return `Authorization: ${authScheme(scheme)} <value>`;
}

/** Returns the authentication scheme in the `Authorization` field (RFC 9110, section 11.1). */
function authScheme(scheme: SecurityScheme): string {
  if (scheme.type === 'basic') return 'Basic';
  return scheme.type === 'http' ? scheme.scheme : 'Bearer';
}

function challengeOf(scheme: SecurityScheme): string {
  if (scheme.type === 'apiKey' || scheme.type === 'mutualTLS') return 'ApiKey';
  if (scheme.type === 'basic') return 'Basic realm="mock"';
  return TOKEN.test(authScheme(scheme)) ? authScheme(scheme) : 'Unknown';
}
