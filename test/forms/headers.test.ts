import { items, testForm } from './form.ts';

// Forms whose fields are in response headers.

const integer = { type: 'integer' };
const string = { type: 'string' };

testForm({
  name: 'ASP.NET: JSON in the header X-Pagination',
  parameters: { pageNumber: integer, pageSize: integer },
  headers: { 'X-Pagination': string },
  schema: items,
  serve(all, { query }, size) {
    const CurrentPage = Number(query.get('pageNumber') ?? 1);
    const PageSize = Number(query.get('pageSize') ?? size);
    const TotalPages = Math.ceil(all.length / PageSize);
    const facts = { TotalCount: all.length, PageSize, CurrentPage, TotalPages, HasNext: CurrentPage < TotalPages };
    return {
      headers: { 'X-Pagination': JSON.stringify(facts) },
      body: all.slice((CurrentPage - 1) * PageSize, CurrentPage * PageSize),
    };
  },
});

testForm({
  name: 'PostgREST: offset, Content-Range',
  parameters: { offset: integer, limit: integer },
  headers: { 'Content-Range': string },
  schema: items,
  serve(all, { query }, size) {
    const start = Number(query.get('offset') ?? 0);
    const page = all.slice(start, start + Number(query.get('limit') ?? size));
    const range = page.length === 0 ? '*' : `${start}-${start + page.length - 1}`;
    return { headers: { 'Content-Range': `${range}/${all.length}` }, body: page };
  },
});

testForm({
  name: 'A total in the header X-Total-Count',
  parameters: { _page: integer, _limit: integer },
  headers: { 'X-Total-Count': integer },
  schema: items,
  serve(all, { query }, size) {
    const limit = Number(query.get('_limit') ?? size);
    const start = (Number(query.get('_page') ?? 1) - 1) * limit;
    return { headers: { 'X-Total-Count': String(all.length) }, body: all.slice(start, start + limit) };
  },
});
