import { essenceOf, isJsonMediaType } from '../../model/media-type.ts';
import type { Operation, Response } from '../../model/operation.ts';
import type { ResultPlan } from './client-plan.ts';
import { isText, preferred } from './request-body.ts';
import type { TypeUse } from './type-use.ts';

/** What an operation gives when it succeeds, and how its body is read. JSON is the runtime's default. */
export function planResult(operation: Operation): ResultPlan {
  const successes = successesOf(operation);
  const content = successes.flatMap((response) => preferred(response.content) ?? []);
  const [first] = content;
  if (first === undefined || operation.method === 'HEAD') return { reader: 'readNothing', type: { kind: 'nothing' } };
  if (content.some(({ mediaType }) => isJsonMediaType(mediaType))) {
    const bodies = content.filter(({ mediaType }) => isJsonMediaType(mediaType)).map(responseType);
    const empty = successes.some((response) => response.content.length === 0);
    return { ...acceptOf(content), type: { kind: 'json', bodies, empty } };
  }
  if (first.sequential || essenceOf(first.mediaType) === 'text/event-stream')
    return { ...acceptOf(content), reader: 'readStream', type: { kind: 'stream' } };
  if (isText(first.mediaType)) return { ...acceptOf(content), reader: 'readText', type: { kind: 'text' } };
  return { ...acceptOf(content), reader: 'readBlob', type: { kind: 'blob' } };
}

/** What the document says the answers are; nothing where that is plain JSON, or no more than a range. */
function acceptOf(content: readonly { readonly mediaType: string }[]): { readonly accept?: string } {
  const types = [...new Set(content.map(({ mediaType }) => mediaType.trim()))];
  const plain = types.length === 1 && types[0] === 'application/json';
  return plain || types.some((type) => !/^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/.test(type))
    ? {}
    : { accept: types.join(', ') };
}

/** The bodies of error answers, in document order. */
export function planErrors(operation: Operation): readonly TypeUse[] {
  const successes = new Set(successesOf(operation));
  return operation.responses
    .filter((response) => /^(?:[45]|default$)/i.test(response.status) && !successes.has(response))
    .flatMap((response) => response.content.filter(({ mediaType }) => isJsonMediaType(mediaType)).slice(0, 1))
    .map(responseType);
}

/** 2XX answers; `default` where the document names none. */
function successesOf(operation: Operation): readonly Response[] {
  const declared = operation.responses.filter(({ status }) => status.startsWith('2'));
  return declared.length > 0 ? declared : operation.responses.filter(({ status }) => status === 'default');
}

function responseType({ schema }: { readonly schema: TypeUse['schema'] }): TypeUse {
  return { schema, shape: 'response' };
}
