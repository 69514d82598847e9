import { rethrowWithDates, withDates } from '../dates.js';
import type { Operation } from '../operation.js';

/** Returns params with the text of each `Date`, which walks compare and keep in checkpoints. */
export function textsOfDates<Value>(value: Value): Value {
  return textsIn(value) as Value;
}

function textsIn(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(textsIn);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, textsIn(inner)]));
}

interface AnyPage {
  readonly items: readonly unknown[];
  readonly body: unknown;
  next(): Promise<AnyPage>;
  previous?(): Promise<AnyPage>;
}

interface AnyList extends AsyncIterable<unknown> {
  first(): Promise<AnyPage>;
  pages(): AsyncIterableIterator<AnyPage>;
  [Symbol.asyncIterator](): AsyncIterableIterator<unknown>;
  toArray(options: { max: number }): Promise<unknown[]>;
  page?(number: number): Promise<AnyPage>;
}

/** Lets a list return items, pages and errors with dates. The walk inside it reads the answers as they are. */
export function listWithDates<List extends AnyList>(list: List, operation: Operation): List {
  const { item, body } = operation.dates ?? {};
  const datedItem = (value: unknown): unknown => (item === undefined ? value : withDates(value, item));
  const settled = <Value>(promise: Promise<Value>, change: (value: Value) => Value): Promise<Value> =>
    promise.then(change, (error: unknown) => rethrowWithDates(error, operation));
  const datedPage = (page: AnyPage): AnyPage => {
    let read: { readonly value: unknown } | undefined;
    const { previous } = page;
    // The copy keeps the getters of the page.
    return Object.defineProperties({} as AnyPage, {
      ...Object.getOwnPropertyDescriptors(page),
      items: { value: page.items.map(datedItem), enumerable: true },
      body: {
        get: () => {
          read ??= { value: body === undefined ? page.body : withDates(page.body, body) };
          return read.value;
        },
        enumerable: true,
      },
      next: { value: () => settled(page.next(), datedPage), enumerable: true },
      ...(previous && { previous: { value: () => settled(previous.call(page), datedPage), enumerable: true } }),
    });
  };
  const dated = <Value>(
    source: AsyncIterableIterator<Value>,
    change: (value: Value) => Value,
  ): AsyncIterableIterator<Value> => {
    const step = (result: IteratorResult<Value>): IteratorResult<Value> =>
      result.done === true ? result : { done: false, value: change(result.value) };
    const { return: leave, throw: fail } = source;
    return {
      next: () => settled(source.next(), step),
      ...(leave && { return: () => leave.call(source) }),
      ...(fail && { throw: (error: unknown) => fail.call(source, error) }),
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  };
  const { first, pages, toArray, page, [Symbol.asyncIterator]: items } = list;
  return Object.assign(list, {
    first: () => settled(first.call(list), datedPage),
    pages: () => dated(pages.call(list), datedPage),
    toArray: (options: { max: number }) => settled(toArray.call(list, options), (all) => all.map(datedItem)),
    [Symbol.asyncIterator]: () => dated(items.call(list), datedItem),
    ...(page && { page: (number: number) => settled(page.call(list, number), datedPage) }),
  });
}
