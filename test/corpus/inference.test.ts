import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { apis, MEASURES, macro, type Prediction, predict, score } from '../../bench/inference.ts';
import { generate } from '../../src/index.ts';
import { annotate, annotatedTexts, overlayOf } from '../../src/tasks/annotate.ts';

/** Real documents are test data outside the project, never part of it; `PAGEGEN_CORPUS` names another folder. */
const CORPUS = process.env['PAGEGEN_CORPUS'] ?? join(import.meta.dirname, '../../../shared/corpus');
const there = existsSync(join(CORPUS, 'pagination', 'dev'));

describe.runIf(there)('what is inferred from documents whose vendors say how they page', () => {
  const predictions: Record<string, Prediction[]> = {};
  beforeAll(async () => {
    for (const api of apis()) predictions[api] = await predict(api);
  }, 600_000);

  it.each([
    ['precision', 0.99],
    ['recall', 0.98],
    ['style', 0.98],
    ['items', 0.98],
    ['next', 0.98],
    ['position', 0.98],
  ])('has a %s of at least %d, and 0.93 on the average vendor', (name, least) => {
    const { total, groups } = score(predictions);
    expect(MEASURES[name]!(total)).toBeGreaterThanOrEqual(least);
    expect(macro(groups, MEASURES[name]!)).toBeGreaterThanOrEqual(0.93);
  });

  it('is precise even if all that a vendor is silent about were no list', () => {
    const { total } = score(predictions, '--unknown-as-negative');
    expect(MEASURES['precision']!(total)).toBeGreaterThanOrEqual(0.93);
  });
});

describe.runIf(there)('proposals', () => {
  const DOCUMENTS = ['unkey', 'modern-treasury', 'truefoundry', 'latitudesh', 'aws-xray', 'azure-softwareplan', 'mux'];

  it.each(DOCUMENTS)('verify clean in the document of %s, as an overlay and in place', async (api) => {
    const document = join(CORPUS, 'pagination', 'dev', api, 'spec.stripped.json');
    const before = (await generate({ document })).diagnostics.filter(({ severity }) => severity === 'error');
    const result = await annotate({ document });
    const { content, missed } = annotatedTexts(result, result.proposals);
    expect(missed).toEqual([]);
    expect(overlayOf(result, result.proposals).missed).toEqual([]);
    const [text = ''] = content.values();
    const { diagnostics, stats } = await generate({ document: { file: document, text } });
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toHaveLength(before.length);
    const styles = Object.values(stats.paginated).reduce((sum, count) => sum + count, 0);
    expect(styles).toBe(result.proposals.length);
  });
});
