import { resolve } from 'node:path';
import { rules } from './lint/rules/index.ts';
import { parsePointer } from './shared/json.ts';
import type { LocatedDiagnostic } from './shared/locate.ts';
import { lintSource } from './tasks/lint-source.ts';

/** The part of Spectral's rule context that pagegen uses. */
interface SpectralContext {
  readonly document: { readonly source?: string | null; readonly input?: unknown; readonly data: unknown };
}

interface SpectralResult {
  readonly message: string;
  readonly path: (string | number)[];
}

interface SpectralRule {
  readonly description: string;
  readonly message: string;
  readonly severity: 'error' | 'warn' | 'info';
  readonly recommended: boolean;
  readonly given: string;
  readonly resolved: boolean;
  readonly then: {
    readonly function: (input: unknown, options: unknown, context: SpectralContext) => SpectralResult[];
  };
}

const SEVERITIES = { error: 'error', warning: 'warn', info: 'info' } as const;

/** The findings of each document. All rules share one run of the linter. */
const findingsByDocument = new WeakMap<object, LocatedDiagnostic[]>();

/** A Spectral ruleset. `extends: [pagegen]` runs the recommended rules, `[[pagegen, 'all']]` runs every rule. */
const ruleset: { readonly rules: Readonly<Record<string, SpectralRule>> } = {
  rules: Object.fromEntries(
    rules.map(({ id, summary, severity, strict }) => [
      id,
      {
        description: summary,
        message: '{{error}}',
        severity: SEVERITIES[severity],
        recommended: !strict,
        given: '$',
        // The linter checks annotations at their own place and follows references itself.
        resolved: false,
        // biome-ignore lint/suspicious/noThenProperty: the word is Spectral's.
        then: { function: (_input, _options, context) => resultsOf(id, context) },
      } satisfies SpectralRule,
    ]),
  ),
};

export default ruleset;

function resultsOf(id: string, { document }: SpectralContext): SpectralResult[] {
  const file = resolve(document.source ?? 'openapi.yaml');
  let findings = findingsByDocument.get(document);
  if (findings === undefined) {
    findings = lintSource(file, typeof document.input === 'string' ? document.input : JSON.stringify(document.data));
    findingsByDocument.set(document, findings);
  }
  return findings.filter(({ code }) => code === id).map((finding) => resultOf(finding, file));
}

/** Converts a finding. Spectral can place results only in the linted document, so others start with their place. */
function resultOf({ message, hint, file, line, column, pointer }: LocatedDiagnostic, root: string): SpectralResult {
  const text = hint === undefined ? message : `${message} ${hint}`;
  if (file !== root) return { message: `${file}:${line}:${column} ${text}`, path: [] };
  return { message: text, path: parsePointer(pointer) ?? [] };
}
