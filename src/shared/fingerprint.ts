import { createHash } from 'node:crypto';
import type { LocatedDiagnostic } from './locate.ts';

/**
 * Returns a hash of a finding that stays the same while other parts of the document change. It covers the code, the
 * file and the pointer. Line numbers and the wording of the message do not count.
 *
 * @param file path of the file, in a form that is the same on every machine
 */
export function fingerprintOf({ code, pointer, location, message }: LocatedDiagnostic, file: string): string {
  // Comments and text that does not parse have no pointer: only the message tells their findings apart.
  const place = pointer === '' ? message : `${pointer}#${location.part ?? 'value'}`;
  return createHash('sha256')
    .update(JSON.stringify([code, file, place]))
    .digest('hex')
    .slice(0, 32);
}
