import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { lint } from '../../src/tasks/lint.ts';
import { migrate, migrationOverlay } from '../../src/tasks/migrate.ts';

/** Real documents are test data outside the project, never part of it; `PAGEGEN_CORPUS` names another folder. */
const CORPUS = process.env['PAGEGEN_CORPUS'] ?? join(import.meta.dirname, '../../../shared/corpus');

const annotated = join(CORPUS, 'pagination/dev');
const vendors = readdirSync(annotated).filter((vendor) => existsSync(join(annotated, vendor, 'spec.json')));
const folder = mkdtempSync(join(tmpdir(), 'pagegen-lint-corpus-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/**
 * Examples that are not a page of their list, each checked by hand: the converter of some Azure documents took bodies
 * `{ value: … }` for Example Objects or gave lists the example of one item; Unkey's example is from an older response.
 */
const WRONG_EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  'azure-authorization-authorization-rolebase': ['/components/examples/GetConfigurations/value'],
  'azure-monitor-privatelinkscopes_api': ['/components/examples/Gets_private_endpoint_connection./value'],
  'azure-operationalinsights-clusters': [
    '/components/examples/ClustersSubscriptionList/value',
    '/components/examples/ClustersGet/value',
  ],
  unkey: [
    '/paths/~1v2~1identities.listIdentities/post/responses/200/content/application~1json/examples/success/value/data',
  ],
};

async function errorsIn(document: string, overlays: readonly string[] = []) {
  const { findings } = await lint({ documents: [document], overlays, profile: 'strict' });
  return findings.filter(({ severity }) => severity === 'error');
}

describe('no error that is none', () => {
  it('has a corpus to be judged by', () => expect(vendors.length).toBeGreaterThan(40));

  it.each(['close', 'places'])('in the annotations of specs/%s.yaml', async (name) => {
    expect(await errorsIn(join(import.meta.dirname, `../../specs/${name}.yaml`))).toEqual([]);
  });

  it.each(vendors)("in %s, in the vendor's words", async (vendor) => {
    expect(await errorsIn(join(annotated, vendor, 'spec.json'))).toEqual([]);
  });

  // As errors, what the words of another tool only give warnings about: x-pagination is read strictly.
  it.each(vendors)('in %s, its dialect put into x-pagination', async (vendor) => {
    const document = join(annotated, vendor, 'spec.json');
    const { text } = migrationOverlay(await migrate({ document }));
    if (!text.includes('target:')) return;
    const overlay = join(folder, `${vendor}.yaml`);
    writeFileSync(overlay, text);
    const errors = await errorsIn(document, [overlay]);
    expect(errors.filter(({ code }) => code !== 'pagination-example-contradicts')).toEqual([]);
    expect(new Set(errors.map(({ pointer }) => pointer))).toEqual(new Set(WRONG_EXAMPLES[vendor] ?? []));
  });
});
