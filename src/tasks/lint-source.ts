import { dirname } from 'node:path';
import { readTextSync } from '../document/files/read-text.ts';
import { parseSource } from '../document/parse/yaml-source.ts';
import { upgradeSwaggerSync } from '../document/swagger/upgrade-sync.ts';
import { suppress } from '../lint/known-findings.ts';
import { rules } from '../lint/rules/index.ts';
import { lintedDocument, runRules } from '../lint/run-rules.ts';
import { activate } from '../lint/settings.ts';
import type { LocatedDiagnostic } from '../shared/locate.ts';
import { atOnce, openSteps, type Platform, runSync } from './open-steps.ts';

/** Reads and parses synchronously. The documents of a plugin have no overlays. */
const SYNCHRONOUS: Platform = {
  read: (file) => atOnce(() => readTextSync(file)),
  readReferenced: (file) => atOnce(() => readTextSync(file)),
  parse: (...source) => atOnce(() => parseSource(...source)),
  upgrade: (...source) => atOnce(() => upgradeSwaggerSync(...source)),
  overlay: (written) => atOnce(() => written),
  all: (works) => atOnce(() => works.map(runSync)),
};

/**
 * Returns the findings of every rule in a document, for other linters. They have read the text already, and their plugins
 * are synchronous. Omits diagnostics that no rule owns, such as invalid YAML: the other linters report them.
 *
 * @param file absolute path of the document; its references are relative to it
 */
export function lintSource(file: string, text: string): LocatedDiagnostic[] {
  const root = { file, folder: dirname(file), displayPath: file, text };
  const opened = runSync(() => openSteps({ root }, SYNCHRONOUS));
  const { model, document, diagnostics, texts } = opened;
  const active = activate(rules, { profile: 'strict' });
  const ids = new Set(rules.map(({ id }) => id));
  const input = { api: model, document: document && lintedDocument(document), diagnostics };
  const found = opened.locate(runRules(input, active)).filter(({ code }) => ids.has(code));
  return [...suppress(found, texts, [...ids], ids).kept];
}
