import { createHash } from 'node:crypto';

/** SHA-256 in hexadecimal. */
export function hashOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** One hash of everything that decides what the output is: equal fingerprints, equal files. */
export function fingerprintOf(parts: readonly (readonly [name: string, value: string])[]): string {
  return hashOf(JSON.stringify(parts));
}
