import { expectTypeOf } from 'expect-type';
import { CloseClient, type Lead, type ListLeadsParams, listLeads } from './dated/index.js';

// A client of `--dates date`.
const close = new CloseClient({ auth: { apiKey: 'key' } });
expectTypeOf<Lead['date_created']>().toEqualTypeOf<Date>();
expectTypeOf<ListLeadsParams['date_created__gte']>().toEqualTypeOf<Date | undefined>();
for await (const lead of close.leads.list({ date_created__gte: new Date(0) })) {
  expectTypeOf(lead.date_created.getTime()).toBeNumber();
}
expectTypeOf((await listLeads(close)).body.data).toEqualTypeOf<Lead[]>();
// @ts-expect-error: a text is not a Date
close.leads.list({ date_created__gte: '2026-01-01T00:00:00Z' });
