import type { ApiModel, Incoming } from '../../model/api.ts';
import type { MediaType } from '../../model/operation.ts';
import type { SchemaId } from '../../model/schema.ts';
import type { Schemas } from '../../model/schema-kinds.ts';
import type { ModelPlan } from './client-plan.ts';
import { aliasCuts, modelForms } from './model-forms.ts';
import type { NameRegister } from './name-scope.ts';
import type { Shape } from './operation-plan.ts';
import { preferred } from './request-body.ts';
import { schemaShapes } from './schema-shapes.ts';
import { pascalCase } from './words.ts';

export interface ModelPlans {
  readonly models: readonly ModelPlan[];
  readonly names: Readonly<Record<Shape, ReadonlyMap<SchemaId, string>>>;
}

/** Names and forms of what `models.ts` declares, in document order. */
export function planModels(model: ApiModel, register: NameRegister): ModelPlans {
  const shapes = schemaShapes(model);
  const names = nameModels(model, shapes, register);
  const forms = modelForms(model.schemas);
  const cuts = aliasCuts(model.schemas, forms);
  const models = [...model.schemas].flatMap(([id, { schema }]) =>
    (shapes.get(id) ?? []).map((shape): ModelPlan => {
      const form = forms.get(id) ?? { form: 'alias' };
      const parents = form.form === 'interface' ? form.parents : [];
      const name = names[shape].get(id) ?? '';
      return { id, schema, shape, name, form: form.form, parents, cut: cuts.get(id) ?? new Set() };
    }),
  );
  return { models: [...models, ...planIncoming(model, register)], names };
}

function nameModels(
  model: ApiModel,
  shapes: ReadonlyMap<SchemaId, readonly Shape[]>,
  register: NameRegister,
): Record<Shape, Map<SchemaId, string>> {
  const names = { request: new Map<SchemaId, string>(), response: new Map<SchemaId, string>() };
  for (const [id, { name, schema }] of model.schemas) {
    const plain = pascalCase(name) || 'Schema';
    const allocated = register.allocate(
      [plain, `${plain}Model`, `${plain}Schema`],
      `The schema \`${name}\``,
      schema.location,
    );
    names.response.set(id, allocated);
    names.request.set(id, allocated);
  }
  // After all plain names, so that a schema `LeadInput` keeps its name next to a split `Lead`.
  for (const [id, { name, schema }] of model.schemas) {
    if ((shapes.get(id) ?? []).length < 2) continue;
    const plain = names.response.get(id) ?? '';
    const wanted = [`${plain}Input`, `${plain}RequestInput`];
    names.request.set(id, register.allocate(wanted, `The request shape of the schema \`${name}\``, schema.location));
  }
  return names;
}

/** Plans the types of webhooks and callbacks: `NewPetWebhookBody`, and `NewPetWebhookAnswer` if the API reads the answer. */
function planIncoming(model: ApiModel, register: NameRegister): readonly ModelPlan[] {
  return (model.incoming ?? []).flatMap((incoming) => [
    ...planIncomingPart(incoming, 'Body', 'response', incoming.content, model.schemas, register),
    ...planIncomingPart(incoming, 'Answer', 'request', incoming.answers, model.schemas, register),
  ]);
}

function planIncomingPart(
  { name, kind, description, location }: Incoming,
  part: 'Body' | 'Answer',
  shape: Shape,
  content: readonly MediaType[],
  schemas: Schemas,
  register: NameRegister,
): readonly ModelPlan[] {
  const schema = preferred(content, schemas)?.schema;
  if (schema === undefined) return [];
  const plain = pascalCase(`${name} ${kind}`);
  const owner = `The ${part.toLowerCase()} of the ${kind} \`${name}\``;
  const about = `${part === 'Body' ? 'The request that the API sends to' : 'The answer to'} the ${kind} \`${name}\`.`;
  return [
    {
      id: '',
      name: register.allocate([`${plain}${part}`, `${plain}Request${part}`], owner, location),
      schema: { ...schema, description: description === undefined ? about : `${about}\n\n${description}` },
      shape,
      form: schema.kind === 'object' ? 'interface' : 'alias',
      parents: [],
      cut: new Set(),
    },
  ];
}
