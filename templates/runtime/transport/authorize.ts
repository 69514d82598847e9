import type { ClientCore } from '../client.js';
import { ClientError } from '../errors.js';
import type { Operation } from '../operation.js';
import type { Credentialed, UserPassword } from './auth.js';
import { own } from './build-request.js';
import { stateOf } from './client-state.js';

/** The result of adding credentials to a request. */
export interface Authorization {
  /** Credentials were added. */
  readonly isPlaced: boolean;
  /** A function supplied one of them, so that it can be asked for a fresh one after a 401. */
  readonly isRenewable: boolean;
}

/**
 * Adds the credentials of the first alternative that is fully supplied and not empty. `{}` (no credentials) comes last,
 * whatever its place: the order of alternatives means nothing in OpenAPI.
 *
 * Throws `ClientError`: `MISSING_CREDENTIALS` if no alternative is supplied, `INVALID_PARAMETER` if a credential cannot
 * be sent. No message contains a credential.
 */
export async function authorize(
  client: ClientCore,
  { name: operation, security = [] }: Operation,
  request: Credentialed,
): Promise<Authorization> {
  const { auth = {} } = client.config;
  const { schemes = {} } = stateOf(client).api;
  const placeOf = (name: string) => own(schemes, name)?.place;
  const isSupplied = (names: readonly string[]): boolean =>
    names.every((name) => placeOf(name) === undefined || own(auth, name) !== undefined);
  const chosen = security.find((names) => names.length > 0 && isSupplied(names)) ?? security.find(isSupplied);
  if (security.length > 0 && chosen === undefined) {
    const wanted = security.map((names) => names.map((name) => `auth.${name}`).join(' and ')).join(', or ');
    throw new ClientError('MISSING_CREDENTIALS', operation, `needs credentials: supply ${wanted}`);
  }
  let isPlaced = false;
  let isRenewable = false;
  for (const name of chosen ?? []) {
    const place = placeOf(name);
    if (place === undefined) continue;
    const credential = own(auth, name);
    const isFunction = typeof credential === 'function';
    const secret = ((isFunction ? await credential() : credential) ?? '') as string | UserPassword;
    try {
      place(request, secret);
    } catch {
      // The platform's own error quotes the secret.
      throw new ClientError(
        'INVALID_PARAMETER',
        operation,
        `auth.${name} cannot be sent: it contains a line break or another character that a header must not contain`,
      );
    }
    isPlaced = true;
    isRenewable ||= isFunction;
  }
  return { isPlaced, isRenewable };
}
