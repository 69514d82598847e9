import type { Budget, Integration } from '../../model/api.ts';
import type { SecurityScheme, Server } from '../../model/operation.ts';
import type { ExternalDocs, NamedSchema, Schema, SchemaId } from '../../model/schema.ts';
import type { JsonPointer, JsonValue } from '../../shared/json.ts';
import type { Expression, ObjectExpression } from './expression.ts';
import type { OperationPlan, Shape } from './operation-plan.ts';
import type { RuntimePart, RuntimeSymbol } from './runtime-symbols.ts';

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
