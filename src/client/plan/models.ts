import type { ApiModel } from '../../model/api.ts';
import type { SchemaId } from '../../model/schema.ts';
import { aliasCuts } from './alias-cycles.ts';
import type { ModelPlan } from './client-plan.ts';
import { planIncoming } from './incoming.ts';
import { modelForms } from './model-forms.ts';
import type { NameRegister } from './name-register.ts';
import { schemaShapes } from './schema-shapes.ts';
import type { Shape } from './type-use.ts';
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
