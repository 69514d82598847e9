/**
 * Exports all leads into a file of NDJSON. Started again after a crash, it goes on where it stopped: no row is lost or
 * doubled.
 *
 *     tsx export.ts <URL of the API> <file>
 */
import { open, readFile } from 'node:fs/promises';
import { CloseClient } from './client/index.js';
import { toNdjson } from './client/streams.js';
import { progressBar } from './progress-bar.ts';
import { type Position, savePosition } from './save-position.ts';

const [baseUrl, path = 'leads.ndjson'] = process.argv.slice(2);
const statePath = `${path}.state`;

const position: Position | undefined = await readFile(statePath, 'utf8').then(JSON.parse, () => undefined);
let { bytes, rows } = position ?? { bytes: 0, rows: 0 };

const file = await open(path, position === undefined ? 'w' : 'a');
// What a crash left behind the last position that was saved will come again.
await file.truncate(bytes);

const close = new CloseClient({ baseUrl, auth: { apiKey: process.env.CLOSE_API_KEY ?? 'api_test' } });

const leads = close.leads.listLeads({ _limit: 200 }, { resume: position?.checkpoint });
for await (const { items, checkpoint, total } of leads.pages()) {
  const lines = toNdjson(items);
  await file.appendFile(lines);
  // First the rows, then the position behind them: the other way round a crash between the two would lose rows.
  await file.datasync();
  bytes += Buffer.byteLength(lines);
  rows += items.length;
  await savePosition(statePath, { checkpoint, bytes, rows });
  progressBar(rows, total);
}
await file.close();
console.log(`${rows} leads in ${path}`);
