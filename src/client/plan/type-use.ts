import type { Schema } from '../../model/schema.ts';

/** The direction in which a value travels. Requests have no `readOnly` properties, responses no `writeOnly` ones. */
export type Shape = 'request' | 'response';

/** A schema as a request or a response uses it. */
export interface TypeUse {
  readonly schema: Schema;
  readonly shape: Shape;
}
