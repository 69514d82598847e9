import type { ApiModel, Incoming } from '../../model/api.ts';
import type { MediaType } from '../../model/operation.ts';
import type { Schemas } from '../../model/schema-kinds.ts';
import type { ModelPlan } from './client-plan.ts';
import type { NameRegister } from './name-register.ts';
import { preferred } from './request-body.ts';
import type { Shape } from './type-use.ts';
import { pascalCase } from './words.ts';

const NOTHING: ReadonlySet<string> = new Set();

/** Plans the types of webhooks and callbacks: `NewPetWebhookBody`, and `NewPetWebhookAnswer` if the API reads the answer. */
export function planIncoming(model: ApiModel, register: NameRegister): readonly ModelPlan[] {
  return (model.incoming ?? []).flatMap((incoming) => [
    ...planPart(incoming, 'Body', 'response', incoming.content, model.schemas, register),
    ...planPart(incoming, 'Answer', 'request', incoming.answers, model.schemas, register),
  ]);
}

function planPart(
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
      cut: NOTHING,
    },
  ];
}
