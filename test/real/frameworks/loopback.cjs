// 137 notes on LoopBack 4, whose lists take `limit` and `offset` inside the JSON parameter `filter`.
const { RestApplication } = require('@loopback/rest');
const { defineModelClass, Entity, juggler, ModelDefinition } = require('@loopback/repository');
const { defineCrudRepositoryClass, defineCrudRestController } = require('@loopback/rest-crud');

async function main() {
  const definition = new ModelDefinition('Note')
    .addProperty('id', { type: 'number', id: true })
    .addProperty('title', { type: 'string', required: true });
  const Note = defineModelClass(Entity, definition);
  const Repository = defineCrudRepositoryClass(Note);
  const repository = new Repository(new juggler.DataSource({ name: 'db', connector: 'memory' }));
  for (let id = 1; id <= 137; id++) await repository.create({ id, title: `Note ${id}` });
  const app = new RestApplication({ rest: { port: 0, host: '127.0.0.1' } });
  const Controller = defineCrudRestController(Note, { basePath: '/notes' });
  app.controller(
    class NotesController extends Controller {
      constructor() {
        super(repository);
      }
    },
  );
  await app.start();
  const document = await app.restServer.getApiSpec();
  console.log(JSON.stringify({ url: app.restServer.url, document }));
}

main();
