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
