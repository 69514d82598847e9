import { InputError } from './diagnostic.ts';

/**
 * Work on a document, whose end by an overflow of the call stack is the document's fault: chains of thousands of
 * schemas, or values nested as deep, where real ones have dozens.
 *
 * @throws InputError `nested-too-deeply`
 */
export async function withinStack<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof RangeError && cause.message.includes('call stack'))) throw cause;
    const message = 'The document nests its values, or chains its schemas, thousands of levels deep.';
    throw new InputError('nested-too-deeply', message, { hint: 'Real documents need a few dozen levels.', cause });
  }
}
