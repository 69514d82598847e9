import { ClientError } from '../errors.js';
import type { CallOptions, Operation, ResponseReader } from '../operation.js';
import { own } from '../parameters/parameter.js';
import type { BodyWriter } from './bodies.js';

/** Options of an operation whose answer the document declares in several media types. */
export interface AcceptOptions<Accept extends string> extends CallOptions {
  /** The media type to ask for. The result's type follows it, so that it cannot be undefined. */
  accept?: Accept;
}

/** Options of an operation whose body the document declares in several media types. */
export interface ContentTypeOptions<ContentType extends string> extends CallOptions {
  /** The media type to send. The type of `body` follows it, so that it cannot be undefined. */
  contentType?: ContentType;
}

/** The media types that a caller can choose, with their readers and writers. */
interface ContentChoices {
  readonly accept?: Readonly<Record<string, ResponseReader>>;
  readonly contentType?: Readonly<Record<string, BodyWriter>>;
}

/** The options of any operation with a choice. */
type Chosen = AcceptOptions<string> & ContentTypeOptions<string>;

/**
 * Returns a function that applies the options of a call to its operation. It throws `ClientError` (`INVALID_OPTION`) for
 * a media type that is not declared.
 */
export function chooseContent(choices: ContentChoices): (operation: Operation, options: Chosen) => Operation {
  return (operation, { accept, contentType }) => ({
    ...operation,
    ...(accept !== undefined && { accept, reader: chosen(operation, 'accept', choices.accept, accept) }),
    ...(contentType !== undefined && {
      body: chosen(operation, 'contentType', choices.contentType, contentType),
    }),
  });
}

/** Returns the operation of a list with the media types that the options of a call select. */
export function withContent(operation: Operation, options: Chosen): Operation {
  return operation.choose?.(operation, options) ?? operation;
}

function chosen<Choice>(
  { name }: Operation,
  option: string,
  choices: Readonly<Record<string, Choice>> = {},
  wanted: string,
): Choice {
  const choice = own(choices, wanted);
  if (choice !== undefined) return choice;
  const message = `${option} '${wanted}' is not declared; use one of: ${Object.keys(choices).join(', ')}`;
  throw new ClientError('INVALID_OPTION', name, message);
}
