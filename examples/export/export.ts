/**
 * Exports all leads into an NDJSON file. If you start it again after a crash, it continues where it stopped, without losing
 * or repeating a row.
 *
 *     npx tsx export.ts <URL of the API> <file>
 */
import { open, readFile } from 'node:fs/promises';
import { CloseClient } from './client/index.ts';
import { toNdjson } from './client/streams.ts';
import { progressBar } from './progress-bar.ts';
import { type Position, savePosition } from './save-position.ts';

const [baseUrl, path = 'leads.ndjson'] = process.argv.slice(2);
const statePath = `${path}.state`;

const position: Position | undefined = await readFile(statePath, 'utf8').then(JSON.parse, () => undefined);
let { bytes, rows } = position ?? { bytes: 0, rows: 0 };

const file = await open(path, position === undefined ? 'w' : 'a');
// Rows after the last saved position will be requested again.
await file.truncate(bytes);

const close = new CloseClient({ baseUrl, auth: { apiKey: process.env.CLOSE_API_KEY ?? 'api_test' } });

const leads = close.leads.list({ _limit: 200 }, { resume: position?.checkpoint });
for await (const { items, checkpoint, total } of leads.pages()) {
  const lines = toNdjson(items);
  await file.appendFile(lines);
  // The rows come first and their position second: in the other order, a crash between the two would lose rows.
  await file.datasync();
  bytes += Buffer.byteLength(lines);
  rows += items.length;
  await savePosition(statePath, { checkpoint, bytes, rows });
  progressBar(rows, total);
}
await file.close();
console.log(`${rows} leads in ${path}`);
