import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LintSettings } from '../../src/lint/settings.ts';
import type { LocatedDiagnostic } from '../../src/shared/locate.ts';
import { lint } from '../../src/tasks/lint.ts';

/** The document that the pages of docs/rules put their annotations into. */
const frame = readFileSync(new URL('../../docs/rules/frame.yaml', import.meta.url), 'utf8');

/** A whole document, or the annotation of `listLeads` in the frame. */
export function documentOf(text: string): string {
  if (text.startsWith('openapi:')) return text;
  const indented = text
    .trimEnd()
    .split('\n')
    .map((line) => `        ${line}`)
    .join('\n');
  return frame.replace('      x-pagination: here', () => `      x-pagination:\n${indented}`);
}

/** The text without its marks, and the line and column of each mark. */
export function unmark(marked: string): { readonly text: string; readonly places: readonly string[] } {
  const places: string[] = [];
  const lines = marked.split('\n').map((line, index) => {
    const parts = line.split('«');
    let column = 1;
    for (const part of parts.slice(0, -1)) {
      column += part.length;
      places.push(`${index + 1}:${column}`);
    }
    return parts.join('');
  });
  return { text: lines.join('\n'), places };
}

export interface Linted {
  readonly findings: readonly LocatedDiagnostic[];
  /** `line:column severity rule: message | hint`. */
  readonly lines: readonly string[];
  /** The document after `--fix`. */
  readonly fixed: string;
}

/** Lints a text as the command does, in a folder of its own. */
export async function lintText(
  text: string,
  settings: LintSettings & { readonly base?: string } = {},
): Promise<Linted> {
  const folder = mkdtempSync(join(tmpdir(), 'pagegen-lint-'));
  try {
    writeFileSync(join(folder, 'api.yaml'), text);
    if (settings.base !== undefined) writeFileSync(join(folder, 'base.yaml'), settings.base);
    const base = settings.base === undefined ? {} : { base: 'base.yaml' };
    const options = { profile: 'strict', ...settings, documents: ['api.yaml'], cwd: folder, ...base } as const;
    const { findings } = await lint({ ...options, base: base.base });
    const { changes } = await lint({ ...options, base: base.base, fix: 'dry-run' });
    return { findings, lines: findings.map(lineOf), fixed: changes[0]?.after ?? text };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function lineOf({ line, column, severity, code, message, hint }: LocatedDiagnostic): string {
  return `${line}:${column} ${severity} ${code}: ${message}${hint === undefined ? '' : ` | ${hint}`}`;
}
