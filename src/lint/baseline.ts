import { fingerprintOf } from '../shared/fingerprint.ts';
import { isJsonObject } from '../shared/json.ts';
import type { LocatedDiagnostic } from '../shared/locate.ts';

/** Known findings, which are not reported again, by fingerprint. A fingerprint survives when the finding moves to another line. */
export interface Baseline {
  readonly version: 1;
  readonly findings: Readonly<
    Record<string, { readonly rule: string; readonly file: string; readonly pointer: string }>
  >;
}

/** Makes a baseline of findings. `portablePath` returns the path that identifies a file on every machine. */
export function baselineOf(findings: readonly LocatedDiagnostic[], portablePath: (file: string) => string): Baseline {
  const entries = findings.map((finding) => {
    const file = portablePath(finding.file);
    return [fingerprintOf(finding, file), { rule: finding.code, file, pointer: finding.pointer }] as const;
  });
  return { version: 1, findings: Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/** Returns the findings that are not in the baseline, and the number of those that are. */
export function withoutKnown(
  findings: readonly LocatedDiagnostic[],
  { findings: known }: Baseline,
  portablePath: (file: string) => string,
): { readonly kept: readonly LocatedDiagnostic[]; readonly known: number } {
  const kept = findings.filter((finding) => !Object.hasOwn(known, fingerprintOf(finding, portablePath(finding.file))));
  return { kept, known: findings.length - kept.length };
}

/** Reads a baseline. Returns undefined if the text is not a baseline. */
export function parseBaseline(text: string): Baseline | undefined {
  try {
    const data: unknown = JSON.parse(text);
    const isOurs = isJsonObject(data) && data.version === 1 && isJsonObject(data.findings);
    return isOurs ? (data as unknown as Baseline) : undefined;
  } catch {
    return undefined;
  }
}
