/**
 * Walks a local imitation of the Close API with the client that was generated from `specs/close.yaml` into `client/`:
 *
 *     npx pagegen specs/close.yaml -o client/
 *     npx tsx examples/close/demo.ts
 */
import { CloseClient, PaginationCeilingError } from '../../client/index.js';
import { startCloseServer } from '../../test/support/close-server.ts';

const server = await startCloseServer();
const close = new CloseClient({ baseUrl: server.url, auth: { apiKey: server.apiKey } });

try {
  await walkLeads();
  await newestEvents();
  await meetTheCeiling();
} finally {
  await server.close();
}

/** Prints the first leads and counts all of them. The loop requests page after page. */
async function walkLeads(): Promise<void> {
  console.log('Leads');
  let count = 0;
  for await (const lead of close.leads.list({ _limit: 200 })) {
    count += 1;
    if (count > 10) continue;
    const people = lead.contacts.map((contact) => contact.name).join(', ');
    console.log(`  ${lead.display_name.padEnd(24)} ${lead.status_label.padEnd(10)} ${people}`);
  }
  console.log(`  … ${number(count)} leads in ${server.requests.length} requests\n`);
}

/** Prints the newest events. `maxItems` ends the walk after three of them. */
async function newestEvents(): Promise<void> {
  console.log('Newest events');
  for await (const event of close.events.list({}, { maxItems: 3 })) {
    console.log(`  ${event.date_created}  ${event.action} ${event.object_type} ${event.object_id}`);
  }
  console.log();
}

/** Walks a list beyond the largest offset of the API. The error says how to get the rest; the walk never ends silently. */
async function meetTheCeiling(): Promise<void> {
  console.log('Contacts');
  let count = 0;
  try {
    for await (const _contact of close.contacts.list({ _limit: 100 })) count += 1;
  } catch (error) {
    if (!(error instanceof PaginationCeilingError)) throw error;
    console.log(`  ${number(count)} of ${number(server.data.contacts.length)} contacts, then: ${error.message}`);
  }
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
