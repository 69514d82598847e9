import type { Operation } from '../../model/operation.ts';
import type { Parameter } from '../../model/parameter.ts';
import type { Schema } from '../../model/schema.ts';
import type { Limits, Strategy, StyleName } from '../../model/strategy.ts';
import type { JsonPointer, JsonValue } from '../../shared/json.ts';
import type { CallExpression, Expression, ObjectExpression } from './expression.ts';

/** The direction in which a value travels. Requests have no `readOnly` properties, responses no `writeOnly` ones. */
export type Shape = 'request' | 'response';

/** A schema as a request or a response uses it. */
export interface TypeUse {
  readonly schema: Schema;
  readonly shape: Shape;
}

/** One member of an operation's params type. */
export interface ParamPlan {
  readonly key: string;
  readonly required: boolean;
  readonly type: TypeUse;
  readonly description?: string;
  readonly deprecated: boolean;
  readonly example?: JsonValue;
  /** Absent: the request body. */
  readonly parameter?: Parameter;
}

export interface ResultPlan {
  /** Absent: JSON. */
  readonly reader?: Expression;
  /** The `Accept` field (RFC 9110, section 12.5.1), if it is not the reader's own. */
  readonly accept?: string;
  readonly type: ResultType;
  /** Every declared media type, the default first. Empty if there is nothing to choose. */
  readonly choices: readonly AnswerChoice[];
}

/** A media type of the answer that the caller can choose. */
export interface AnswerChoice {
  readonly mediaType: string;
  readonly reader: Expression;
  readonly type: ResultType;
}

/** The type of a successful answer. */
export type ResultType =
  | { readonly kind: 'nothing' | 'text' | 'blob' | 'stream' }
  /** A stream of JSON values. */
  | { readonly kind: 'items'; readonly items: TypeUse }
  /** A stream of server-sent events. */
  | { readonly kind: 'events'; readonly data: TypeUse }
  /** A union of these. `isEmpty`: a success can have no body. */
  | { readonly kind: 'json'; readonly bodies: readonly TypeUse[]; readonly isEmpty: boolean };

/** A declared error. */
export interface ErrorPlan {
  /** A status, a range such as `4XX`, or `default`. */
  readonly status: string;
  readonly type: { readonly kind: 'nothing' | 'text' } | { readonly kind: 'json'; readonly body: TypeUse };
}

/** The body of a request. */
export interface BodyPlan {
  /** The value that the caller supplies. */
  readonly type: TypeUse;
  /** The caller may supply a `FormData` instead. */
  readonly acceptsForm: boolean;
  /** Absent: JSON. */
  readonly writer?: Expression;
  /** Every declared media type, the default first. Empty if there is nothing to choose. */
  readonly choices: readonly BodyChoice[];
}

/** A media type of the body that the caller can choose. */
export interface BodyChoice {
  readonly mediaType: string;
  readonly writer: Expression;
  readonly type: TypeUse;
}

export interface OperationPlan {
  readonly source: Operation;
  readonly functionName: string;
  readonly methodName: string;
  /** The constant that holds the operation as data. */
  readonly constantName: string;
  /** The constant that holds the strategies. Absent if the operation is not paginated. */
  readonly strategiesName?: string;
  /** Absent where the operation takes no input. */
  readonly paramsName?: string;
  readonly params: readonly ParamPlan[];
  /** Names for the types of a result and of an item, if they are too large for a signature. */
  readonly resultName?: string;
  readonly itemName?: string;
  /** The types of the answer and of the body by media type, if the caller can choose one and they differ. */
  readonly answersName?: string;
  readonly bodiesName?: string;
  /** Absent where the document describes no error body. */
  readonly errorName?: string;
  readonly errors: readonly ErrorPlan[];
  readonly result: ResultPlan;
  /** Absent if the operation takes no body. */
  readonly body?: BodyPlan;
  /** Overrides the client's server. */
  readonly server?: string;
  /** The operation as data for the runtime. */
  readonly data: ObjectExpression;
  /** The operation has dates that the functions of the runtime for dates read or send. */
  readonly hasDates: boolean;
  /** Empty: not paginated. */
  readonly strategies: readonly StrategyPlan[];
}

/** One strategy of a list operation. */
export interface StrategyPlan {
  readonly name: string;
  readonly style: StyleName;
  /** The call of the runtime's factory that creates the strategy. */
  readonly call: CallExpression;
  /** Pointer into `params` of the position. Absent if the position is a URL. */
  readonly position?: JsonPointer;
  /** Pointer into `params` of the page size. Absent if the strategy sends none. */
  readonly pageSize?: JsonPointer;
  readonly limits: Limits;
  /** Functions of other operations, for what this strategy cannot reach. */
  readonly alternatives: readonly string[];
  readonly item: TypeUse;
  readonly source: Strategy;
}
