/** A secret, or a function that gives one; a function is asked once more after a 401. */
export type Credential = string | (() => string | Promise<string>);

export interface UserPassword {
  readonly username: string;
  readonly password: string;
}

/** User name and password; a string is the user name with an empty password. */
export type BasicCredential = string | UserPassword | (() => string | UserPassword | Promise<string | UserPassword>);

/** Where a credential travels. */
export interface Placement {
  readonly in: 'header' | 'query' | 'cookie';
  readonly name: string;
  readonly value: string;
}

/** A security scheme of the document: says where a supplied secret goes. */
export type SecurityScheme = (secret: string | UserPassword) => Placement | undefined;

/** HTTP Basic, RFC 7617, in UTF-8. */
export const basic: SecurityScheme = (secret) => {
  const { username, password } = typeof secret === 'string' ? { username: secret, password: '' } : secret;
  const bytes = new TextEncoder().encode(`${username}:${password}`);
  return authorization('Basic', btoa(String.fromCharCode(...bytes)));
};

/** A bearer token, RFC 6750; also OAuth 2 and OpenID Connect. */
export const bearer: SecurityScheme = (secret) => authorization('Bearer', String(secret));

/** Any other HTTP authentication scheme: the secret is what follows its name. */
export function httpScheme(scheme: string): SecurityScheme {
  return (secret) => authorization(scheme, String(secret));
}

/** An API key in a header, query parameter or cookie. */
export function apiKeyIn(place: Placement['in'], name: string): SecurityScheme {
  return (secret) => ({ in: place, name, value: String(secret) });
}

/** A scheme that sends nothing itself, such as mutual TLS. */
export const noCredential: SecurityScheme = () => undefined;

function authorization(scheme: string, value: string): Placement {
  return { in: 'header', name: 'Authorization', value: `${scheme} ${value}` };
}
