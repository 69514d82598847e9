// 137 items on Hono, with the document that @hono/zod-openapi writes.
import { serve } from '@hono/node-server';
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';

const app = new OpenAPIHono({
  defaultHook: (result, context) => (result.success ? undefined : context.json({ error: 'invalid' }, 400)),
});
const Item = z.object({ id: z.string(), rank: z.number().int() }).openapi('Item');
const all = Array.from({ length: 137 }, (_, index) => ({ id: `item-${index}`, rank: index }));
const number = (least, most) => z.coerce.number().int().min(least).max(most).optional();
const list = (path, query, body, answer) =>
  app.openapi(
    createRoute({
      method: 'get',
      path,
      operationId: path.slice(1),
      request: { query: z.object(query) },
      responses: { 200: { description: 'Items.', content: { 'application/json': { schema: z.object(body) } } } },
    }),
    (context) => context.json(answer(context.req.valid('query'))),
  );
const items = z.array(Item);
list(
  '/zero',
  { page: z.coerce.number().int().optional(), size: number(1, 50) },
  { items, total: z.number().int() },
  ({ page = 0, size = 10 }) => ({
    items: all.slice(page * size, page * size + size),
    total: all.length,
  }),
);
list('/logs', { offset: number(0, 60), limit: number(1, 20) }, { items }, ({ offset = 0, limit = 20 }) => ({
  items: all.slice(offset, offset + limit),
}));
list(
  '/cursors',
  { cursor: z.string().optional(), limit: number(1, 20) },
  { items, next: z.string().nullable() },
  ({ cursor = '0', limit = 20 }) => {
    const end = Number(cursor) + limit;
    return { items: all.slice(Number(cursor), end), next: end < all.length ? String(end) : null };
  },
);
const document = app.getOpenAPIDocument({ openapi: '3.0.0', info: { title: 'Items', version: '1' } });
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
  console.log(JSON.stringify({ url: `http://127.0.0.1:${port}`, document }));
});
