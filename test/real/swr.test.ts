import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { mock } from '../../src/tasks/mock.ts';
import { generated } from '../ecosystem/generated.ts';
import { CHROMIUM, openChromium } from '../platforms/chromium.ts';

/** CI sets it: there, no browser may be missing. */
const isMissing = !existsSync(CHROMIUM) && !process.env['PAGEGEN_REQUIRE_PLATFORMS'];

const page = (baseUrl: string): string => `
import { createRoot } from 'react-dom/client';
import useSWR, { useSWRConfig } from 'swr';
import useSWRInfinite from 'swr/infinite';
import { createClient } from './index.js';
import { getLeadSwr, listLeadsInfinite, listLeadsSwr } from './swr.js';

const client = createClient({ baseUrl: '${baseUrl}', auth: { apiKey: 'api_test' } });
const options = { revalidateFirstPage: false, revalidateOnFocus: false };

function Pages({ name, getKey, fetcher }) {
  const { data = [], size, setSize, isValidating } = useSWRInfinite(getKey, fetcher, options);
  const isMore = !isValidating && getKey(data.length, data.at(-1) ?? null) !== null;
  return (
    <section aria-label={name}>
      <ul>{data.flatMap(({ items }) => items).map(({ id }) => <li key={id}>{id}</li>)}</ul>
      {isMore ? <button onClick={() => setSize(size + 1)}>More</button> : !isValidating && <p>The end</p>}
    </section>
  );
}

function Leads() {
  const { mutate } = useSWRConfig();
  const list = listLeadsInfinite(client, { _skip: 100, _limit: 50 });
  const first = useSWR(listLeadsSwr(client, { _limit: 50 }).key, listLeadsSwr(client, { _limit: 50 }).fetcher, options);
  const lead = getLeadSwr(client, { id: 'lead_1' });
  const read = useSWR(lead.key, lead.fetcher, options);
  const { data: [middle] = [] } = useSWRInfinite(list.getKey, list.fetcher, options);
  const isOfLead = (key) => Array.isArray(key) && key[1] === 'leads' && key[2] === 'getLead';
  return (
    <>
      <h1>{read.data?.id}</h1>
      <p role="status">{first.data && first.data.items.length + ' of ' + first.data.total}</p>
      <button onClick={() => mutate(isOfLead)}>Read again</button>
      <Pages name="after" getKey={list.getKey} fetcher={list.fetcher} />
      {middle && <Pages name="before" getKey={list.getKeyBefore(middle)} fetcher={list.fetcher} />}
    </>
  );
}

createRoot(document.body.appendChild(document.createElement('div'))).render(<Leads />);
`;

test.skipIf(isMissing)(
  'useSWR and useSWRInfinite return every item once, a request a page, in both directions',
  async () => {
    const own = await generated('close.yaml', ['swr']);
    const requests: string[] = [];
    const { api } = await mock({
      document: 'specs/close.yaml',
      items: 230,
      onAnswer: ({ method, path }) => requests.push(`${method} ${path}`),
    });
    const { browser, close } = await openChromium();
    try {
      await writeFile(join(own.folder, 'page.tsx'), page(api?.baseUrl ?? ''));
      const options = { bundle: true, write: false, jsx: 'automatic', format: 'esm', preserveSymlinks: true } as const;
      const { outputFiles } = await build({ ...options, entryPoints: [join(own.folder, 'page.tsx')] });
      const tab = await browser.newPage();
      await tab.addScriptTag({ type: 'module', content: outputFiles[0]?.text ?? '' });
      const [after, before] = [tab.getByLabel('after'), tab.getByLabel('before')];
      for (const [list, sizes] of [
        [after, [50, 100, 130]],
        [before, [50, 100]],
      ] as const)
        for (const size of sizes) {
          await list
            .locator('li')
            .nth(size - 1)
            .waitFor();
          if (size === sizes.at(-1)) await list.getByText('The end').waitFor();
          else await list.getByRole('button').click();
        }
      const ids = [...(await before.locator('li').allTextContents()), ...(await after.locator('li').allTextContents())];
      expect(ids).toHaveLength(230);
      expect(new Set(ids).size).toBe(230);
      expect(await tab.getByRole('status').textContent()).toBe('50 of 230');
      const all = ['?_limit=50', ...[0, 50, 100, 150, 200].map((skip) => `?_skip=${skip}&_limit=50`), 'lead_1/'];
      expect(requests.toSorted()).toEqual(all.map((rest) => `GET /api/v1/lead/${rest}`).toSorted());
      // The key of an operation: the lists are not requested again.
      await tab.getByRole('button', { name: 'Read again' }).click();
      await expect.poll(() => requests.slice(all.length), { timeout: 30_000 }).toEqual(['GET /api/v1/lead/lead_1/']);
    } finally {
      await close();
      await api?.close();
      await own.remove();
    }
  },
);
