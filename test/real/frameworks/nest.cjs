// 123 cats in a repository of TypeORM, with the pages and the document of nestjs-paginate.
require('reflect-metadata');
const { Controller, Get, Module } = require('@nestjs/common');
const { NestFactory } = require('@nestjs/core');
const { DocumentBuilder, SwaggerModule, ApiProperty } = require('@nestjs/swagger');
const { ApiPaginationQuery, ApiOkPaginatedResponse, Paginate, PaginationType, paginate } = require('nestjs-paginate');
const { DataSource, EntitySchema } = require('typeorm');

class Cat {}
for (const [name, type] of [
  ['id', Number],
  ['name', String],
]) {
  Reflect.defineMetadata('design:type', type, Cat.prototype, name);
  ApiProperty()(Cat.prototype, name);
}
const cats = new EntitySchema({
  name: 'Cat',
  target: Cat,
  columns: { id: { type: Number, primary: true }, name: { type: String } },
});
const base = { sortableColumns: ['id', 'name'], defaultSortBy: [['id', 'ASC']], maxLimit: 40, defaultLimit: 20 };
const lists = { cats: base, cursors: { ...base, paginationType: PaginationType.CURSOR } };

async function main() {
  const source = await new DataSource({ type: 'sqljs', entities: [cats], synchronize: true }).initialize();
  const repository = source.getRepository(cats);
  await repository.save(Array.from({ length: 123 }, (_, index) => ({ id: index + 1, name: `Cat ${index % 10}` })));

  class Cats {}
  for (const [name, config] of Object.entries(lists)) {
    Cats.prototype[name] = { [name]: (query) => paginate(query, repository, config) }[name];
    const method = Object.getOwnPropertyDescriptor(Cats.prototype, name);
    Get(name)(Cats.prototype, name, method);
    ApiOkPaginatedResponse(Cat, config)(Cats.prototype, name, method);
    ApiPaginationQuery(config)(Cats.prototype, name, method);
    Reflect.defineMetadata('design:paramtypes', [Object], Cats.prototype, name);
    Paginate()(Cats.prototype, name, 0);
  }
  Controller()(Cats);
  class Api {}
  Module({ controllers: [Cats] })(Api);

  const app = await NestFactory.create(Api, { logger: ['error'] });
  const document = SwaggerModule.createDocument(app, new DocumentBuilder().setTitle('Cats').setVersion('1').build());
  await app.listen(0, '127.0.0.1');
  console.log(JSON.stringify({ url: `http://127.0.0.1:${app.getHttpServer().address().port}`, document }));
}
main();
