import { createHash } from 'node:crypto';
import type { LocatedDiagnostic } from './locate.ts';

/**
 * What stays the same of a finding when other parts of the document change: its rule, file and place. Line numbers and
 * words of the message do not count.
 *
 * @param file the path that the file is known by, the same on every machine
 */
export function fingerprintOf({ code, pointer, location, message }: LocatedDiagnostic, file: string): string {
  // Without a pointer (a comment, text that does not parse) the message is what tells findings apart.
  const place = pointer === '' ? message : `${pointer}#${location.part ?? 'value'}`;
  return createHash('sha256')
    .update(JSON.stringify([code, file, place]))
    .digest('hex')
    .slice(0, 32);
}
