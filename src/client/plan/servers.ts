import type { Server } from '../../model/operation.ts';

/** Returns the URL of a server, with the defaults of its variables. */
export function serverUrl(server: Server | undefined): string | undefined {
  const defaults = new Map(server?.variables.map((variable) => [variable.name, variable.default]));
  return server?.url.replace(/\{([^{}]*)\}/g, (whole, name: string) => defaults.get(name) ?? whole);
}
