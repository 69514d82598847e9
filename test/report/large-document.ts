/** A document of many operations, half of them lists of all sorts, one in ten with a ceiling. */
export function largeDocument(operations: number): string {
  const item = { type: 'object', properties: { id: { type: 'string' }, name: { type: 'string' } } };
  const body = { data: { type: 'array', items: item }, next: { type: 'string' } };
  const ok = (properties: object) => ({
    200: { description: 'ok', content: { 'application/json': { schema: { type: 'object', properties } } } },
  });
  const list = (index: number) => ({
    operationId: `list${index}`,
    summary: `Lists the things of kind ${index}`,
    tags: [`group ${index % 40}`],
    parameters: [
      { name: 'page', in: 'query', schema: { type: 'integer' } },
      { name: 'per_page', in: 'query', schema: { type: 'integer', default: 30, maximum: 100 } },
    ],
    'x-pagination': {
      style: index % 4 === 0 ? 'link-header' : 'page',
      request: index % 4 === 0 ? { limit: 'per_page' } : { page: 'page', limit: 'per_page' },
      response: { items: '/data' },
      ...(index % 20 === 2 && { limits: { maxResults: 1000 } }),
    },
    responses: ok(body),
  });
  const get = (index: number) => ({ operationId: `get${index}`, tags: [`group ${index % 40}`], responses: ok({}) });
  const paths = Array.from({ length: operations }, (_, index) => [
    `/kinds/${index}/things`,
    { get: index % 2 === 0 ? list(index) : get(index) },
  ]);
  return JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Large', version: '1' },
    servers: [{ url: 'https://api.example.com' }],
    paths: Object.fromEntries(paths),
  });
}
