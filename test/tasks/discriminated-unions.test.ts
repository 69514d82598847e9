import { describe, expect, it } from 'vitest';
import { generate } from '../../src/index.ts';

async function modelsOf(schemas: object): Promise<string> {
  const schema = { $ref: '#/components/schemas/Item' };
  const document = {
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: {
      '/a': {
        get: {
          operationId: 'a',
          responses: { 200: { description: 'ok', content: { 'application/json': { schema } } } },
        },
      },
    },
    components: { schemas },
  };
  const { files } = await generate({ document: { file: '/api.json', text: JSON.stringify(document) } });
  return files.find(({ path }) => path === 'models.ts')?.text ?? '';
}

const itemOf = (...names: string[]) => ({
  oneOf: names.map((name) => ({ $ref: `#/components/schemas/${name}` })),
  discriminator: { propertyName: 'type' },
});
const Message = { type: 'object', required: ['type'], properties: { type: { type: 'string', enum: ['message'] } } };

describe('a member of a union with a discriminator keeps the value that it declares itself', () => {
  it.each([
    ['a nullable value in anyOf', { anyOf: [{ type: 'string', enum: ['item_reference'] }, { type: 'null' }] }],
    ['a nullable enum', { type: ['string', 'null'], enum: ['item_reference', null] }],
    ['a constant', { const: 'item_reference' }],
  ])('%s', async (_, type) => {
    const Reference = { type: 'object', required: ['id'], properties: { id: { type: 'string' }, type } };
    const models = await modelsOf({ Item: itemOf('Message', 'Reference'), Message, Reference });
    expect(models).toContain('export type Item = Message | Reference;');
  });

  it('a value that another part of allOf requires', async () => {
    const Input = { type: 'object', properties: { type: { type: 'string', enum: ['message'] } } };
    const Resource = {
      allOf: [
        { $ref: '#/components/schemas/Input' },
        { type: 'object', properties: { id: { type: 'string' } }, required: ['id', 'type'] },
      ],
    };
    const Output = { type: 'object', required: ['type'], properties: { type: { type: 'string', enum: ['output'] } } };
    const models = await modelsOf({ Item: itemOf('Output', 'Resource'), Output, Input, Resource });
    expect(models).toContain('export type Item = Output | Resource;');
    expect(models).toMatch(/type: 'message'/);
  });
});

describe('a list of a base class', () => {
  const Pet = {
    type: 'object',
    required: ['petType'],
    properties: { petType: { type: 'string' }, name: { type: 'string' }, friend: { $ref: '#/components/schemas/Pet' } },
    discriminator: { propertyName: 'petType' },
  };
  const extend = (properties: object) => ({
    allOf: [{ $ref: '#/components/schemas/Pet' }, { type: 'object', properties }],
  });
  const subtypes = { Cat: extend({ lives: { type: 'integer' } }), Dog: extend({ bark: { type: 'boolean' } }) };
  const list = { type: 'array', items: { $ref: '#/components/schemas/Pet' } };
  const mapping = { cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog' };

  it('is a union of the mapped subtypes, each with its literal', async () => {
    const models = await modelsOf({
      Item: list,
      Pet: { ...Pet, discriminator: { propertyName: 'petType', mapping } },
      ...subtypes,
    });
    expect(models).toContain('export type Item = AnyPet[];');
    expect(models).toContain("export type AnyPet = (Cat & { petType: 'cat' }) | (Dog & { petType: 'dog' });");
    expect(models).toContain('friend?: AnyPet | undefined;');
    expect(models).toMatch(/(?:interface Cat extends Pet|type Cat = Pet &) \{/);
  });

  it('has the names of the subtypes as values if there is no mapping', async () => {
    const models = await modelsOf({ Item: list, Pet, ...subtypes });
    expect(models).toContain("export type AnyPet = (Cat & { petType: 'Cat' }) | (Dog & { petType: 'Dog' });");
  });

  it('is a union also behind allOf that only adds notes', async () => {
    const item = { allOf: [{ $ref: '#/components/schemas/Pet' }], description: 'A pet.' };
    const models = await modelsOf({ Item: { type: 'array', items: item }, Pet, ...subtypes });
    expect(models).toContain('export type Item = AnyPet[];');
  });

  it('is a list of the base if nothing extends it', async () => {
    const models = await modelsOf({ Item: list, Pet });
    expect(models).toContain('export type Item = Pet[];');
  });

  it('keeps a union that names its members', async () => {
    const models = await modelsOf({
      Item: { ...itemOf('Cat', 'Pet'), discriminator: { propertyName: 'petType' } },
      Pet,
      ...subtypes,
    });
    expect(models).toContain("export type Item = (Cat & { petType: 'Cat' }) | (Pet & { petType: 'Pet' });");
  });
});
