// Walks a mock of the Close CRM with the client in ./client. Edit it, and run it against the mock:
//
//     npx pagegen mock crm.yaml --items 10500
//     npx tsx walk.mts
//
// With an account at Close, remove `baseUrl` and pass your own key.
import { CloseClient, PaginationCeilingError } from './client/index.js';

const close = new CloseClient({
  baseUrl: process.argv[2] ?? 'http://127.0.0.1:4010/api/v1',
  auth: { apiKey: process.env.CLOSE_API_KEY ?? 'any key will do' },
});

// A list method returns an async iterable, which requests page after page.
for await (const lead of close.leads.list({ _limit: 3 }, { maxItems: 3 })) {
  console.log(`${lead.id}  ${lead.display_name}`);
}

// Every page has a checkpoint: plain JSON, from which any process continues later. Stop after two pages …
let leads = 0;
let checkpoint: object | undefined;
for await (const page of close.leads.list({ _limit: 200 }).pages()) {
  leads += page.items.length;
  checkpoint = page.checkpoint;
  if (leads >= 400) break;
}
console.log(`\nStopped after ${leads} leads. The checkpoint:`, JSON.stringify(checkpoint));

// … and resume. The API refuses offsets beyond 10,000; the client goes on in windows, as the document declares.
for await (const _lead of close.leads.list({ _limit: 200 }, { resume: checkpoint })) leads += 1;
console.log(`Resumed to the end: ${leads} leads.`);

// Contacts have no such declaration: the walk reaches the ceiling exactly, then says what to do.
try {
  let contacts = 0;
  for await (const _contact of close.contacts.list({ _limit: 100 })) contacts += 1;
  console.log(`${contacts} contacts`);
} catch (error) {
  if (!(error instanceof PaginationCeilingError)) throw error;
  console.log(`\n${error.delivered} contacts, then ${error.name}:\n${error.message}`);
}
