import { items, object, testForm } from './form.ts';

// Cursors that are a field of the last item.

testForm({
  name: 'An inclusive keyset: the item at the cursor comes again',
  parameters: { since_rank: { type: 'integer' }, limit: { type: 'integer', minimum: 2 } },
  schema: object({ '!data': items }),
  serve(all, { query }, size) {
    const since = Number(query.get('since_rank') ?? 0);
    const rest = all.filter(({ rank }) => rank >= since);
    return { body: { data: rest.slice(0, Number(query.get('limit') ?? Math.max(2, size))) } };
  },
});
