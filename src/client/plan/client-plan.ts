import type { Budget, Integration } from '../../model/api.ts';
import type { Operation, SecurityScheme, Server } from '../../model/operation.ts';
import type { Parameter } from '../../model/parameter.ts';
import type { ExternalDocs, NamedSchema, Schema, SchemaId } from '../../model/schema.ts';
import type { Limits, Strategy, StyleName } from '../../model/strategy.ts';
import type { JsonPointer, JsonValue } from '../../shared/json.ts';
import type { CallExpression, Expression, ObjectExpression } from './expression.ts';
import type { RuntimePart, RuntimeSymbol } from './runtime-symbols.ts';

/** The direction in which a value travels. Requests have no `readOnly` properties, responses no `writeOnly` ones. */
export type Shape = 'request' | 'response';

/** A schema as a request or a response uses it. */
export interface TypeUse {
  readonly schema: Schema;
  readonly shape: Shape;
}

export type ImportExtension = 'js' | 'ts' | 'none';

/** `short`: methods omit the name of their tag. `full`: methods have the name of the operation's function. */
export type MethodNames = 'short' | 'full';

/** `union`: enums are unions of literals. `object`: they also have objects of their values. */
export type Enums = 'union' | 'object';

/** `string`: dates are texts. `date`: those with a time are `Date`. */
export type DateTypes = 'string' | 'date';

export interface PlanOptions {
  /** The name of the client class, with or without `Client` at the end. Default: the document's title. */
  readonly name?: string;
  /** Ending of relative imports in the output. */
  readonly importExtension: ImportExtension;
  /** `short` omits the name of the tag from the names of methods. Default: `short`. */
  readonly methodNames?: MethodNames;
  /** `object` adds an object of its values to each enum. Default: `union`. */
  readonly enums?: Enums;
  /** `date` reads and sends `format: date-time` as `Date`. Default: `string`. */
  readonly dates?: DateTypes;
  /** Integrations with other libraries. Default: none. */
  readonly with?: readonly Integration[];
}

/** One declaration in `models.ts`. */
export interface ModelPlan {
  readonly name: string;
  readonly id: SchemaId;
  readonly schema: Schema;
  readonly shape: Shape;
  /** Interface with these parents, or an alias of a type. */
  readonly form: 'interface' | 'alias';
  readonly parents: readonly SchemaId[];
  /** References inside an alias that would make it refer to itself before it is known. */
  readonly cut: ReadonlySet<SchemaId>;
}

/** The object of an enum's values. */
export interface EnumPlan {
  readonly name: string;
  /** The name of the model or of the function with which it is declared. */
  readonly owner: string;
  /** An enum without a name of its own, which needs a type too. Absent: the owner is the enum. */
  readonly inline?: { readonly schema: Schema; readonly member: string };
  readonly values: readonly EnumValue[];
}

export interface EnumValue {
  readonly key: string;
  readonly value: JsonValue;
  readonly description?: string;
}

/** An object type that several places of the models share, declared once behind the model that has it first. */
export interface RepeatedType {
  readonly name: string;
  /** Name of that model. */
  readonly owner: string;
  readonly schema: Schema & { readonly kind: 'object' };
  /** The schemas that it stands for, in responses. */
  readonly places: ReadonlySet<Schema>;
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

/** The operations of one tag, or those without a tag whose paths begin alike. */
export interface GroupPlan {
  readonly tag?: string;
  /** The first fixed part of the paths, without a tag. */
  readonly segment?: string;
  readonly description?: string;
  readonly externalDocs?: ExternalDocs;
  /** Property of the client. */
  readonly propertyName: string;
  readonly className: string;
  readonly path: string;
  readonly operations: readonly OperationPlan[];
}

/** A function in the file of an integration, which is about one operation. */
export interface IntegrationFunction {
  readonly name: string;
  readonly operation: OperationPlan;
  /** The module that declares the operation. */
  readonly module: string;
  /** The property of the client that has the operation. */
  readonly group: string;
  /** The operation as a server sees it. Absent if the integration does not serve it. */
  readonly route?: Expression;
}

/** The schemas of `zod.ts`. */
export interface SchemasPlan {
  readonly models: readonly { readonly name: string; readonly model: ModelPlan }[];
  readonly operations: readonly OperationSchemaPlan[];
  /** The name of the list of all operations. */
  readonly all: string;
}

export interface OperationSchemaPlan {
  readonly name: string;
  readonly operation: OperationPlan;
  /** The array of a list's items in its body. Absent if they are elsewhere. */
  readonly items?: JsonPointer;
}

/** An opt-in file, of the integration's name. */
export interface IntegrationPlan {
  readonly name: Integration;
  /** A function for each list. Empty if the file does not depend on single operations. */
  readonly lists: readonly IntegrationFunction[];
  /** A function for each operation that reads, lists included. */
  readonly reads: readonly IntegrationFunction[];
  /** A function for each operation that may change something. */
  readonly writes: readonly IntegrationFunction[];
  readonly schemas?: SchemasPlan;
}

/** The places of the dates of a named schema: a constant of `dates.ts`. */
export interface DatesPlan {
  readonly name: string;
  readonly places: Expression;
}

/** Every name, path and type of a client, decided before any text exists. */
export interface ClientPlan {
  readonly title: string;
  readonly description?: string;
  readonly externalDocs?: ExternalDocs;
  readonly className: string;
  /** The name of a client in examples. */
  readonly variableName: string;
  readonly importExtension: ImportExtension;
  /** The first of the document; absent where it has none. */
  readonly server?: Server;
  /** The document has no server for some operation, so that the caller must say where the API is. */
  readonly needsBaseUrl: boolean;
  readonly schemes: readonly SecurityScheme[];
  /** The rate limits that an operation of the client counts against. */
  readonly budgets: readonly Budget[];
  /** The server, the security schemes and the budgets as data for the runtime. */
  readonly settings: ObjectExpression;
  readonly models: readonly ModelPlan[];
  readonly repeated: readonly RepeatedType[];
  /** Empty unless the user wants objects of values. */
  readonly enums: readonly EnumPlan[];
  /** The places of dates in named schemas. Undefined if dates are texts. */
  readonly dates: readonly DatesPlan[] | undefined;
  readonly groups: readonly GroupPlan[];
  readonly integrations: readonly IntegrationPlan[];
  /** The modules of the runtime that declare the symbols of generated files. */
  readonly runtime: Readonly<Record<RuntimeSymbol, RuntimePart>>;
  /** The symbols of the runtime that `index.ts` exports. */
  readonly publicSymbols: readonly RuntimeSymbol[];
  /** The document's named schemas, for code that follows references. */
  readonly schemas: ReadonlyMap<SchemaId, NamedSchema>;
  /** Name of the type that stands for an object schema, where that is among the {@link repeated} ones. */
  readonly repeatedNames: ReadonlyMap<Schema, string>;
  /** Name of a schema's model from one way of travel. */
  readonly modelNames: Readonly<Record<Shape, ReadonlyMap<SchemaId, string>>>;
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
