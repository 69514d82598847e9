import type { Limits, Strategy, StyleName } from '../model/strategy.ts';
import type { JsonPointer, JsonValue } from '../shared/json.ts';
import type { TypeUse } from './client-plan.ts';
import type { WriterPlan } from './parameter-writer.ts';
import type { RuntimeSymbol } from './runtime-symbols.ts';

/** One strategy of a list operation, in the words of the runtime: every request field is a pointer into `params`. */
export interface StrategyPlan {
  readonly name: string;
  readonly style: StyleName;
  /** The runtime's factory of the style. */
  readonly factory: RuntimeSymbol;
  /** What the factory takes besides `deep`; what holds its default is left out. */
  readonly spec: { readonly [field: string]: JsonValue | undefined };
  readonly deep?: DeepPlan;
  readonly resolver?: ResolverPlan;
  readonly limits: Limits;
  readonly alternatives: readonly string[];
  readonly item: TypeUse;
  readonly source: Strategy;
}

/** What makes a URL of a link, where that is not the URL standard's own way: a part of the runtime, with its argument. */
export interface ResolverPlan {
  readonly symbol: RuntimeSymbol;
  readonly argument?: {
    readonly path: string;
    readonly link: string;
    readonly parameters?: readonly WriterPlan[];
    readonly constants?: { readonly [key: string]: JsonValue };
  };
}

/** What the runtime's `deep` takes. */
export interface DeepPlan {
  readonly field: JsonPointer;
  readonly key: JsonPointer;
  readonly from?: JsonPointer;
  readonly until?: JsonPointer;
  readonly sort: { readonly [pointer: JsonPointer]: JsonValue };
  readonly type: 'number' | 'date-time' | 'string';
}
