import { essenceOf } from '../../model/media-type.ts';
import type { MediaType, Operation, Response } from '../../model/operation.ts';
import type { Schemas } from '../../model/schema-kinds.ts';
import type { ErrorPlan, ResultPlan, ResultType } from './client-plan.ts';
import { type ContentKind, contentKind } from './content-kind.ts';
import { symbol } from './expression.ts';
import type { TypeUse } from './type-use.ts';

/** Kinds of answers in order of preference, if a document declares several. */
const PREFERENCE: readonly ContentKind[] = ['json', 'text', 'binary', 'form', 'multipart', 'stream', 'items', 'events'];

/** One media type of an answer. */
interface Content {
  readonly mediaType: string;
  readonly kind: ContentKind;
  readonly content: MediaType;
}

/** Plans the type of a success, and how its body is read. The runtime's default is JSON. */
export function planResult(operation: Operation, schemas: Schemas): ResultPlan {
  const successes = successesOf(operation);
  const preferred = successes.flatMap((response) => preferredContent(response, schemas));
  const main = preferred.find(({ kind }) => kind === 'json') ?? preferred[0];
  if (main === undefined || operation.method === 'HEAD')
    return { reader: symbol('readNothing'), type: { kind: 'nothing' } };
  const isEmpty = successes.some(({ content }) => content.length === 0);
  const type = resultType(main, preferred, isEmpty);
  const reader = readerOf(type);
  return { ...acceptOf(preferred), ...(reader && { reader: symbol(reader) }), type };
}

function resultType({ kind }: Content, all: readonly Content[], isEmpty: boolean): ResultType {
  switch (kind) {
    case 'json': {
      const bodies = all.filter((each) => each.kind === 'json').map(({ content }) => typeOf(content));
      return { kind: 'json', bodies, isEmpty };
    }
    case 'text':
      return { kind: 'text' };
    case 'events':
    case 'items':
    case 'stream':
      return { kind: 'stream' };
    default:
      return { kind: 'blob' };
  }
}

function readerOf({ kind }: ResultType): 'readText' | 'readBlob' | 'readStream' | undefined {
  switch (kind) {
    case 'text':
      return 'readText';
    case 'blob':
      return 'readBlob';
    case 'stream':
      return 'readStream';
    default:
      return undefined;
  }
}

/** Returns the preferred media type of a response. For bytes these are all of their kind, those that are not JSON first. */
function preferredContent(response: Response, schemas: Schemas): readonly Content[] {
  const all = response.content.map((content) => ({
    mediaType: content.mediaType.trim(),
    kind: contentKind(content, schemas),
    content,
  }));
  const kind = PREFERENCE.find((candidate) => all.some((each) => each.kind === candidate));
  const found = all.filter((each) => each.kind === kind);
  if (kind !== 'binary') return found.slice(0, 1);
  const isJson = ({ mediaType }: Content): boolean => /[/+]json$/.test(essenceOf(mediaType));
  return [...found.filter((each) => !isJson(each)), ...found.filter(isJson)];
}

/** Returns the media types that the document declares; nothing if that is plain JSON, or only a range. */
function acceptOf(content: readonly Content[]): { readonly accept?: string } {
  const types = [...new Set(content.map(({ mediaType }) => mediaType))];
  const isPlain = types.length === 1 && types[0] === 'application/json';
  return isPlain || types.some((type) => !/^[\w!#$&^.+-]+\/[\w!#$&^.+-]+$/.test(type))
    ? {}
    : { accept: types.join(', ') };
}

/** Plans the bodies of declared errors, in document order. */
export function planErrors(operation: Operation, schemas: Schemas): readonly ErrorPlan[] {
  const successes = new Set(successesOf(operation));
  return operation.responses
    .filter((response) => /^(?:[45]|default$)/i.test(response.status) && !successes.has(response))
    .map((response) => ({ status: response.status, type: errorType(response, schemas) }));
}

/** The runtime reads an error as JSON if it is that, otherwise as text. */
function errorType({ content }: Response, schemas: Schemas): ErrorPlan['type'] {
  const json = content.find((each) => contentKind(each, schemas) === 'json');
  if (json !== undefined) return { kind: 'json', body: typeOf(json) };
  return { kind: content.length === 0 ? 'nothing' : 'text' };
}

/** Returns the 2XX answers, or `default` if the document declares none. */
function successesOf(operation: Operation): readonly Response[] {
  const declared = operation.responses.filter(({ status }) => status.startsWith('2'));
  return declared.length > 0 ? declared : operation.responses.filter(({ status }) => status === 'default');
}

function typeOf({ schema }: MediaType): TypeUse {
  return { schema, shape: 'response' };
}
