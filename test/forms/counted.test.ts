import { items, object, testForm } from './form.ts';

// Offsets and page numbers.

const integer = { type: 'integer' };
const string = { type: 'string' };

testForm({
  name: 'OData: $skip, $top, @odata.count',
  parameters: { $skip: { type: 'integer', minimum: 0 }, $top: integer, $count: { type: 'boolean' } },
  schema: object({ '!value': items, '@odata.count': integer }),
  serve(all, { query }, size) {
    const start = Number(query.get('$skip') ?? 0);
    const value = all.slice(start, start + Number(query.get('$top') ?? size));
    return { body: { value, ...(query.get('$count') === 'true' && { '@odata.count': all.length }) } };
  },
});

testForm({
  name: 'GitHub search: page, total_count, at most 1,000 results',
  parameters: { q: string, page: integer, per_page: { type: 'integer', maximum: 100 } },
  params: { q: 'walk' },
  schema: object({ '!total_count': integer, incomplete_results: { type: 'boolean' }, '!items': items }),
  serve(all, { query }, size) {
    const limit = Number(query.get('per_page') ?? size);
    const start = (Number(query.get('page') ?? 1) - 1) * limit;
    return { body: { total_count: all.length, incomplete_results: false, items: all.slice(start, start + limit) } };
  },
});

testForm({
  name: 'Xero: a page number and nothing else',
  parameters: { page: integer },
  schema: object({ Things: items }),
  serve(all, { query }, size) {
    const start = (Number(query.get('page')) - 1) * size;
    return { body: { Things: all.slice(start, start + size) } };
  },
});

testForm({
  name: 'Algolia search: pages from 0, nbPages',
  parameters: { page: { type: 'integer', minimum: 0 }, hitsPerPage: integer },
  schema: object({ '!hits': items, nbHits: integer, nbPages: integer, page: integer, hitsPerPage: integer }),
  serve(all, { query }, size) {
    const hitsPerPage = Number(query.get('hitsPerPage') ?? size);
    const page = Number(query.get('page') ?? 0);
    const nbPages = Math.ceil(all.length / hitsPerPage);
    const hits = all.slice(page * hitsPerPage, (page + 1) * hitsPerPage);
    return { body: { hits, nbHits: all.length, nbPages, page, hitsPerPage } };
  },
});

testForm({
  name: 'Mailchimp: offset, count, total_items',
  parameters: { offset: { type: 'integer', minimum: 0 }, count: { type: 'integer', maximum: 1000 } },
  schema: object({ '!members': items, total_items: integer }),
  serve(all, { query }, size) {
    const start = Number(query.get('offset') ?? 0);
    const members = all.slice(start, start + Number(query.get('count') ?? size));
    return { body: { members, total_items: all.length } };
  },
});

testForm({
  name: 'SCIM: startIndex, which begins with 1',
  parameters: { startIndex: integer, count: integer },
  schema: object({ Resources: items, '!totalResults': integer, startIndex: integer, itemsPerPage: integer }),
  // An empty list is omitted.
  serve(all, { query }, size) {
    const startIndex = Number(query.get('startIndex') ?? 1);
    const Resources = all.slice(startIndex - 1, startIndex - 1 + Number(query.get('count') ?? size));
    const facts = { totalResults: all.length, startIndex, itemsPerPage: Resources.length };
    return { body: { ...facts, ...(Resources.length > 0 && { Resources }) } };
  },
});

testForm({
  name: 'skip that counts pages',
  parameters: { skip: { type: 'integer', minimum: 0 }, take: integer },
  schema: object({ '!data': items }),
  serve(all, { query }, size) {
    const take = Number(query.get('take') ?? size);
    const start = Number(query.get('skip') ?? 0) * take;
    return { body: { data: all.slice(start, start + take) } };
  },
});

testForm({
  name: 'Page sizes from a list',
  parameters: { page: integer, per_page: { type: 'integer', enum: [10, 25, 50], default: 10 } },
  schema: object({ '!data': items }),
  serve(all, { query }) {
    const limit = Number(query.get('per_page') ?? 10);
    if (![10, 25, 50].includes(limit)) return { status: 400, body: { error: 'per_page' } };
    const start = (Number(query.get('page') ?? 1) - 1) * limit;
    return { body: { data: all.slice(start, start + limit) } };
  },
});

testForm({
  name: 'JSON:API: page[number] and page[size] in one object',
  parameters: {
    page: {
      in: 'query',
      style: 'deepObject',
      explode: true,
      schema: object({ number: integer, size: integer }),
    },
  },
  schema: object({ '!data': items, meta: object({ total_pages: integer }) }),
  serve(all, { query }, size) {
    const limit = Number(query.get('page[size]') ?? size);
    const start = (Number(query.get('page[number]') ?? 1) - 1) * limit;
    return { body: { data: all.slice(start, start + limit), meta: { total_pages: Math.ceil(all.length / limit) } } };
  },
});

testForm({
  name: 'A page past the end is 204 or 404',
  parameters: { page: integer, per_page: integer },
  schema: items,
  operation: {
    responses: {
      200: { description: 'One page.', content: { 'application/json': { schema: items } } },
      204: { description: 'No page.' },
    },
  },
  // Page 1 of an empty list is an empty page.
  serve(all, { query }, size) {
    const limit = Number(query.get('per_page') ?? size);
    const start = (Number(query.get('page') ?? 1) - 1) * limit;
    if (start > 0 && start >= all.length) return { status: start === all.length ? 204 : 404 };
    return { body: all.slice(start, start + limit) };
  },
});
