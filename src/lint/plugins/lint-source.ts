import { dirname } from 'node:path';
import { normalize } from '../../annotation/normalize.ts';
import { readTextSync } from '../../document/files/read-text.ts';
import type { SourceDocument } from '../../document/parse/source-document.ts';
import { parseSource } from '../../document/parse/source-sync.ts';
import { resolveSync } from '../../document/refs/resolve.ts';
import { isSwagger, isToUpgrade } from '../../document/swagger/upgrade.ts';
import { upgradeSwaggerSync } from '../../document/swagger/upgrade-sync.ts';
import type { Diagnostic } from '../../shared/diagnostic.ts';
import { type LocatedDiagnostic, type LocatedText, locate } from '../../shared/locate.ts';
import { rules } from '../rules/index.ts';
import { lintedDocument, runRules } from '../run-rules.ts';
import { activate } from '../settings.ts';
import { suppress } from '../suppressions.ts';

/**
 * Runs every rule on a document of OpenAPI 3 or Swagger 2.0. Synchronous, since plugins of other linters cannot wait.
 * Diagnostics that no rule owns, such as unresolved references, are omitted: the host linter reports them itself.
 *
 * @param file absolute path of the document; references are resolved relative to it
 */
export function lintSource(file: string, text: string): LocatedDiagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
  const texts = new Map<string, LocatedText>();
  let ofSwagger = false;
  const parse = (path: string, content: string): SourceDocument | undefined => {
    texts.set(path, { text: content });
    const parsed = parseSource(path, content, report);
    if (parsed === undefined) return undefined;
    ofSwagger ||= isSwagger(parsed);
    const source = isToUpgrade(parsed, ofSwagger) ? upgradeSwaggerSync(parsed, report) : parsed;
    texts.set(path, source ?? parsed);
    return source;
  };
  const root = parse(file, text.replace(/^\uFEFF/, ''));
  const load = (path: string): SourceDocument | undefined => parse(path, readTextSync(path));
  const document = root && resolveSync(root, { load, folder: dirname(file) }, report);
  const api = document && normalize(document, report);
  const active = activate(rules, { profile: 'strict' });
  const ids = new Set(rules.map(({ id }) => id));
  const input = { api, document: document && lintedDocument(document), diagnostics };
  const found = locate(runRules(input, active), texts).filter(({ code }) => ids.has(code));
  return [...suppress(found, texts, [...ids], ids).kept];
}
