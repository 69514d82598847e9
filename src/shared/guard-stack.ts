import { InputError } from './diagnostic.ts';

/**
 * Runs work on a document and reports an overflow of the call stack as an error in the document. It overflows only for
 * documents that nest values or chain schemas thousands of levels deep; real documents need a few dozen levels.
 *
 * @throws InputError `nested-too-deeply`
 */
export async function guardStack<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof RangeError && cause.message.includes('call stack'))) throw cause;
    const message = 'The document nests its values, or chains its schemas, thousands of levels deep.';
    throw new InputError('nested-too-deeply', message, { hint: 'Real documents need a few dozen levels.', cause });
  }
}
