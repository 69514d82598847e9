import type { LocatedDiagnostic, Place } from '../locate.ts';
import { posixPath } from './display-path.ts';
import type { Format } from './format.ts';

/**
 * `{ "diagnostics": [{ "rule", "severity", "message", "file", "line", "column", "endLine", "endColumn", "pointer" }],
 * "summary" }`; lines and columns count from 1, ends are exclusive. `hint` and `related` where there are any.
 */
export const json: Format = ({ findings, summary, cwd }) => {
  const diagnostics = findings.map((finding) => diagnosticOf(finding, cwd));
  return `${JSON.stringify({ diagnostics, summary }, null, 2)}\n`;
};

function diagnosticOf(finding: LocatedDiagnostic, cwd: string): object {
  const { code, severity, message, hint, related } = finding;
  return {
    rule: code,
    severity,
    message,
    ...placeOf(finding, cwd),
    ...(hint !== undefined && { hint }),
    ...(related !== undefined && {
      related: related.map((place) => ({ message: place.message, ...placeOf(place, cwd) })),
    }),
  };
}

function placeOf({ file, line, column, endLine, endColumn, pointer }: Place, cwd: string): object {
  return { file: posixPath(file, cwd), line, column, endLine, endColumn, pointer };
}
