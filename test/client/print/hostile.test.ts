import { ts } from 'ts-morph';
import { expect, it } from 'vitest';
import { emit } from '../../../src/client/emit.ts';
import { plan } from '../../../src/client/plan/plan.ts';
import { INTEGRATIONS } from '../../../src/model/api.ts';
import { hostileApi } from '../../support/hostile.ts';

it('leaves text of the document in comments and literals, whatever it holds', () => {
  const files = emit(plan(hostileApi(), { importExtension: 'js', enums: 'object', with: INTEGRATIONS }, () => {}));
  for (const { path, text } of files) {
    if (!path.endsWith('.ts') || path.startsWith('runtime/')) continue;
    const { diagnostics = [], outputText } = ts.transpileModule(text, {
      reportDiagnostics: true,
      compilerOptions: { target: ts.ScriptTarget.ES2022, removeComments: true },
    });
    expect(
      diagnostics.map(({ messageText }) => messageText),
      path,
    ).toEqual([]);
    // Nothing of it runs: outside of literals the call is gone.
    expect(outputText.replace(/'(?:[^'\\\n]|\\.)*'/g, "''"), path).not.toMatch(/\bboom\b/);
    expect(text, path).not.toMatch(/[\u202e\u2028\r]/);
  }
});
