// 95 posts on json-server: without `_page`, a request returns all of them.
const server = require('json-server');
const app = server.create();
app.use(
  server.router({ posts: Array.from({ length: 95 }, (_, index) => ({ id: index + 1, title: `Post ${index}` })) }),
);
const integer = { type: 'integer' };
const post = { type: 'object', required: ['id'], properties: { id: integer, title: { type: 'string' } } };
const get = {
  operationId: 'listPosts',
  parameters: ['_page', '_limit', '_start'].map((name) => ({ name, in: 'query', schema: integer })),
  responses: {
    200: {
      description: 'Posts.',
      headers: { 'X-Total-Count': { schema: integer } },
      content: { 'application/json': { schema: { type: 'array', items: post } } },
    },
  },
};
const document = { openapi: '3.0.3', info: { title: 'Posts', version: '1' }, paths: { '/posts': { get } } };
const listener = app.listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ url: `http://127.0.0.1:${listener.address().port}`, document }));
});
