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
import useSWRInfinite from 'swr/infinite';
import { createClient } from './index.js';
import { listLeadsInfinite } from './swr.js';

const client = createClient({ baseUrl: '${baseUrl}', auth: { apiKey: 'api_test' } });

function Leads() {
  const { getKey, fetcher } = listLeadsInfinite(client, { _limit: 50 });
  const { data = [], size, setSize, isValidating } = useSWRInfinite(getKey, fetcher, { revalidateFirstPage: false });
  const isMore = !isValidating && data.at(-1)?.next;
  return (
    <>
      <ul>{data.flatMap(({ items }) => items).map(({ id }) => <li key={id}>{id}</li>)}</ul>
      {isMore ? <button onClick={() => setSize(size + 1)}>More</button> : !isValidating && <p>The end</p>}
    </>
  );
}

createRoot(document.body.appendChild(document.createElement('div'))).render(<Leads />);
`;

test.skipIf(isMissing)('useSWRInfinite returns every item once, a request a page', async () => {
  const own = await generated('close.yaml', ['swr']);
  let requests = 0;
  const { api } = await mock({ document: 'specs/close.yaml', items: 230, onAnswer: () => requests++ });
  const { browser, close } = await openChromium();
  try {
    await writeFile(join(own.folder, 'page.tsx'), page(api?.baseUrl ?? ''));
    const options = { bundle: true, write: false, jsx: 'automatic', format: 'esm', preserveSymlinks: true } as const;
    const { outputFiles } = await build({ ...options, entryPoints: [join(own.folder, 'page.tsx')] });
    const tab = await browser.newPage();
    await tab.addScriptTag({ type: 'module', content: outputFiles[0]?.text ?? '' });
    const more = tab.getByRole('button', { name: 'More' });
    for (let count = 1; count < 5; count++) {
      await tab
        .locator('li')
        .nth(count * 50 - 1)
        .waitFor();
      await more.click();
    }
    await tab.getByText('The end').waitFor();
    const ids = await tab.locator('li').allTextContents();
    expect(ids).toHaveLength(230);
    expect(new Set(ids).size).toBe(230);
    // Preflights apart, one for each page.
    expect(requests).toBe(5);
  } finally {
    await close();
    await api?.close();
    await own.remove();
  }
});
