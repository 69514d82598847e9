// 22 users on Feathers, with the document that feathers-swagger writes.
const { feathers } = require('@feathersjs/feathers');
const { koa, rest, bodyParser, errorHandler } = require('@feathersjs/koa');
const { MemoryService } = require('@feathersjs/memory');
const swagger = require('feathers-swagger');

async function start() {
  const app = koa(feathers());
  app.use(errorHandler());
  app.use(bodyParser());
  app.configure(rest());
  app.configure(
    swagger({ specs: { info: { title: 'Users', description: 'Users.', version: '1' } }, openApiVersion: 3 }),
  );
  const users = { type: 'object', properties: { _id: { type: 'integer' }, name: { type: 'string' } } };
  const list = { type: 'array', items: { $ref: '#/components/schemas/users' } };
  const integer = { type: 'integer' };
  const usersPagination = {
    type: 'object',
    properties: { total: integer, limit: integer, skip: integer, data: list },
  };
  const service = new MemoryService({ id: '_id', startId: 1, paginate: { default: 10, max: 25 } });
  app.use('users', service, { docs: { definitions: { users, users_list: list, usersPagination } } });
  for (let index = 0; index < 22; index++) await app.service('users').create({ name: `User ${index}` });
  const listener = await app.listen(0);
  console.log(JSON.stringify({ url: `http://127.0.0.1:${listener.address().port}`, document: app.docs }));
}

start();
