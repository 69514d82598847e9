import type { ClientCore } from '../client.js';
import type { Operation } from '../operation.js';
import { own } from './build-request.js';
import { stateOf } from './client-state.js';

/** Returns a URL without the query credentials of its operation, for hooks, messages and checkpoints. */
export function withoutSecrets(client: ClientCore, { security = [] }: Operation, url: URL): string {
  const { schemes = {} } = stateOf(client).api;
  const concealing = security.flat().flatMap((name) => own(schemes, name)?.conceal ?? []);
  if (concealing.length === 0 && url.username === '' && url.password === '') return url.href;
  const shown = new URL(url);
  shown.username = shown.password = '';
  for (const conceal of concealing) conceal(shown);
  return shown.href;
}

/** Returns true if `allowedOrigins` lets an origin see credentials. */
export function maySeeCredentials(client: ClientCore, origin: string): boolean {
  return (client.config.allowedOrigins ?? []).some(
    (entry) => typeof entry === 'object' && entry.credentials && new URL(entry.origin).origin === origin,
  );
}
