/**
 * Walks a Close look-alike on this machine with the client that was generated from `specs/close.yaml` into `client/`:
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

/** Every lead: the loop asks for page after page. */
async function walkLeads(): Promise<void> {
  console.log('Leads');
  let count = 0;
  for await (const lead of close.leads.listLeads({ _limit: 200 })) {
    count += 1;
    if (count > 10) continue;
    const people = lead.contacts.map((contact) => contact.name).join(', ');
    console.log(`  ${lead.display_name.padEnd(24)} ${lead.status_label.padEnd(10)} ${people}`);
  }
  console.log(`  … ${number(count)} leads in ${server.requests.length} requests\n`);
}

/** Only as much of the log as is wanted. */
async function newestEvents(): Promise<void> {
  console.log('Newest events');
  for await (const event of close.events.listEvents({}, { maxItems: 3 })) {
    console.log(`  ${event.date_created}  ${event.action} ${event.object_type} ${event.object_id}`);
  }
  console.log();
}

/** A list that is longer than the API lets anyone skip: an error with a way out, never a silent end. */
async function meetTheCeiling(): Promise<void> {
  console.log('Contacts');
  let count = 0;
  try {
    for await (const _contact of close.contacts.listContacts({ _limit: 100 })) count += 1;
  } catch (error) {
    if (!(error instanceof PaginationCeilingError)) throw error;
    console.log(`  ${number(count)} of ${number(server.data.contacts.length)} contacts, then: ${error.message}`);
  }
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}
