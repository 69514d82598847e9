import type { StatementStructures } from 'ts-morph';
import type { Schema } from '../../../model/schema.ts';
import type { JsonValue } from '../../../shared/json.ts';
import { haveOneType } from '../../plan/choices.ts';
import type { ClientPlan, OperationSchemaPlan, SchemasPlan } from '../../plan/client-plan.ts';
import { isMoment } from '../../plan/dates.ts';
import type { OperationPlan, TypeUse } from '../../plan/operation-plan.ts';
import { declareConstant } from '../declarations.ts';
import { invoke, type Layout, layOutList, layOutLiteral, layOutObject, layoutText } from '../expression-text.ts';
import { Imports, type SourceFile } from '../source-file.ts';
import { docOf } from '../syntax/doc-comment.ts';
import { identifier, stringLiteral } from '../syntax/escape.ts';
import { deferred, isHidden, ownParts, scopeOf, type TypeScope, valuesByMember } from '../types/schema-type.ts';

/** Plans the text of `zod.ts`: a schema for each model, and the schemas of params and answer for each operation. */
export function zodFile(schemas: SchemasPlan, plan: ClientPlan): SourceFile {
  const imports = new Imports('zod', plan);
  const exports = new Imports('zod', plan);
  for (const symbol of PUBLIC) exports.runtime(symbol);
  const printer = new ZodPrinter(schemas, plan, imports);
  const all = schemas.operations.map(({ name }) => identifier(name));
  const list = layoutText(layOutList(all, false), `export const ${schemas.all}: readonly OperationSchemas[] = `.length);
  const statements = [
    ...schemas.models.map(({ name, model }) => {
      const type = imports.use({ name: identifier(model.name), module: 'models', isType: true });
      return exported(name, `z.ZodMiniType<${type}>`, `The schema of {@link ${type}}.`, (column) =>
        printer.lazy(printer.schema(model.schema, scopeOf(plan, model.shape, model.cut)), column),
      );
    }),
    ...schemas.operations.map((operation) => operationSchemas(operation, printer, imports)),
    exported(
      schemas.all,
      `readonly ${imports.runtime('OperationSchemas')}[]`,
      'The schemas of every operation. A bundle that uses it contains all schemas.',
      () => list,
    ),
  ];
  return { path: 'zod.ts', imports: imports.withNamespace('z', 'zod/v4/mini'), exports, statements };
}

const PUBLIC = [
  'validateWith',
  'SchemaMismatchError',
  'SchemaMismatch',
  'OperationSchemas',
  'ValidateOptions',
  'SchemaMismatchReport',
] as const;

function exported(name: string, type: string, doc: string, value: (column: number) => string): StatementStructures {
  const column = `export const ${name}: ${type} = `.length;
  return { ...declareConstant(name, type, value(column)), isExported: true, docs: docOf([doc]) };
}

function operationSchemas(
  { name, operation, items }: OperationSchemaPlan,
  printer: ZodPrinter,
  imports: Imports,
): StatementStructures {
  const { functionName } = operation;
  const answer = printer.answer(operation);
  const params = printer.params(operation);
  const members: [string, Layout][] = [
    ['operation', stringLiteral(functionName)],
    ...(params === undefined ? [] : [['params', printer.lazily(params)] as [string, Layout]]),
    ...(answer === undefined ? [] : [['answer', printer.lazily(answer)] as [string, Layout]]),
    ...(items === undefined ? [] : [['items', stringLiteral(items)] as [string, Layout]]),
  ];
  const doc = `The schemas of \`${functionName}\`.`;
  return exported(name, imports.runtime('OperationSchemas'), doc, () => layoutText(layOutObject(members, true), 0));
}

/** Prints schemas as calls of Zod. */
class ZodPrinter {
  readonly #plan: ClientPlan;
  readonly #imports: Imports;
  /** The name of the schema of a model. */
  readonly #names: ReadonlyMap<string, string>;

  constructor({ models }: SchemasPlan, plan: ClientPlan, imports: Imports) {
    this.#plan = plan;
    this.#imports = imports;
    this.#names = new Map(models.map(({ name, model }) => [model.name, name]));
  }

  /** Returns the code of a schema that is built when it is first used. */
  lazy(schema: Layout, column: number): string {
    return layoutText(this.lazily(schema), column);
  }

  lazily(schema: Layout): Layout {
    const open = `/* @__PURE__ */ ${this.#imports.runtime('schemaOf')}(() => `;
    if (typeof schema === 'string') return `${open}${schema})`;
    return { ...schema, open: open + schema.open, close: `${schema.close})`, flat: `${open}${schema.flat})` };
  }

  /** Returns the schema of all params, the body among them; undefined if there are none. */
  params({ params, body }: OperationPlan): Layout | undefined {
    if (params.length === 0) return undefined;
    const isAnyBody = body?.acceptsForm === true || (body?.choices.length ?? 0) > 0;
    return this.#object(
      params.map(({ key, required, type, parameter }) => {
        const schema = parameter === undefined && isAnyBody ? ANYTHING : this.#use(type);
        return [key, required ? schema : optional(schema)];
      }),
    );
  }

  /** Returns the schema of the body of a success. Undefined unless it is JSON in every answer. */
  answer({ result: { type, choices } }: OperationPlan): Layout | undefined {
    if (type.kind !== 'json' || !haveOneType(choices) || type.bodies.length === 0) return undefined;
    const body = union(type.bodies.map((use) => this.#use(use)));
    return type.isEmpty ? optional(body) : body;
  }

  #use({ schema, shape }: TypeUse): Layout {
    return this.schema(schema, scopeOf(this.#plan, shape));
  }

  schema(schema: Schema, scope: TypeScope): Layout {
    const each = (inner: Schema): Layout => this.schema(inner, deferred(scope));
    switch (schema.kind) {
      case 'ref': {
        if (scope.cut.has(schema.id)) return ANYTHING;
        const model = this.#plan.modelNames[scope.shape].get(schema.id) ?? '';
        return this.#names.get(model) ?? ANYTHING;
      }
      case 'enum':
        return this.#enum(schema.values, scope);
      case 'array':
        return invoke('z.array', [each(schema.items)]);
      case 'tuple': {
        const { items, rest, required = items.length } = schema;
        const own = items.map((item, index) => (index < required ? each(item) : optional(each(item))));
        return invoke('z.tuple', [layOutList(own, false), ...(rest === undefined ? [] : [each(rest)])]);
      }
      case 'object':
        return this.#objectOf(schema, deferred(scope));
      case 'union':
        return this.#union(schema, scope);
      case 'intersection': {
        const parts = schema.members.flatMap((member) => ownParts(member, scope));
        const [first = ANYTHING, ...others] = parts.map((member) => this.schema(member, scope));
        return others.reduce((all, member) => invoke('z.intersection', [all, member]), first);
      }
      default:
        return this.#plan.dates !== undefined && isMoment(schema) ? MOMENT : PLAIN[schema.kind];
    }
  }

  #enum(values: readonly JsonValue[], { shape }: TypeScope): Layout {
    if (values.some((value) => typeof value === 'object' && value !== null)) return ANYTHING;
    const [only, ...others] = values;
    // A constant tells the members of a union apart.
    if (others.length === 0 && only !== undefined) return invoke('z.literal', [layOutLiteral(only)]);
    const list = layOutLiteral([...values]);
    return shape === 'request' ? invoke('z.literal', [list]) : invoke(this.#imports.runtime('openEnum'), [list]);
  }

  #objectOf(schema: Schema & { kind: 'object' }, scope: TypeScope): Layout {
    const { properties, additional } = schema;
    const visible = properties.filter((property) => !isHidden(property, scope));
    const others =
      additional === undefined || additional.kind === 'unknown' ? undefined : this.schema(additional, scope);
    if (others !== undefined && properties.length === 0) return invoke('z.record', ['z.string()', others]);
    const members = visible.map((property): [string, Layout] => {
      const inner = this.schema(property.schema, scope);
      return [property.name, property.required ? inner : optional(inner)];
    });
    const object = this.#object(members);
    return others === undefined || visible.length < properties.length ? object : invoke('z.catchall', [object, others]);
  }

  #object(members: readonly (readonly [string, Layout])[]): Layout {
    return invoke('z.looseObject', [layOutObject(members, members.length > 1)]);
  }

  #union(schema: Schema & { kind: 'union' }, scope: TypeScope): Layout {
    const members = schema.members.filter(
      (member) => member.kind !== 'null' && !(member.kind === 'ref' && scope.cut.has(member.id)),
    );
    const inner = this.#members(members, schema, scope);
    return schema.members.some(({ kind }) => kind === 'null') ? invoke('z.nullable', [inner]) : inner;
  }

  /** With a discriminator, its value selects the member, so that a fault is one of that member. */
  #members(members: readonly Schema[], { discriminator }: Schema & { kind: 'union' }, scope: TypeScope): Layout {
    const each = (inner: Schema): Layout => this.schema(inner, scope);
    if (members.length === 0) return ANYTHING;
    if (discriminator === undefined || !members.every((member) => member.kind === 'ref')) {
      return union(members.map(each));
    }
    const values = valuesByMember(discriminator);
    const entries = members.flatMap((member) =>
      (values.get(member.id) ?? []).map((value) => [value, each(member)] as const),
    );
    const object = layOutObject(entries, entries.length > 1);
    return invoke(this.#imports.runtime('variantsBy'), [stringLiteral(discriminator.propertyName), object]);
  }
}

const ANYTHING = 'z.unknown()';

/** Under `--dates date`. Pages are checked before their dates are read, and a text that is not a time stays one. */
const MOMENT = 'z.union([z.date(), z.string()])';

const PLAIN = {
  unknown: ANYTHING,
  never: 'z.never()',
  null: 'z.null()',
  boolean: 'z.boolean()',
  string: 'z.string()',
  // A file may be of several types, depending on the platform.
  binary: ANYTHING,
  number: 'z.number()',
  integer: 'z.number()',
} as const;

function optional(schema: Layout): Layout {
  return schema === ANYTHING ? schema : invoke('z.optional', [schema]);
}

function union(members: readonly Layout[]): Layout {
  const [only = ANYTHING, ...others] = members;
  return others.length === 0 ? only : invoke('z.union', [layOutList(members, false)]);
}
