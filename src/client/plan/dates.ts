import type { ApiModel } from '../../model/api.ts';
import { reach, references, type Schema, type SchemaId, walk } from '../../model/schema.ts';
import { dereference } from '../../model/schema-kinds.ts';
import type { DatesPlan } from './client-plan.ts';
import { call, type Expression, list, literal, object, reference } from './expression.ts';
import type { NameRegister } from './name-scope.ts';
import type { ErrorPlan, ResultType, TypeUse } from './operation-plan.ts';
import { reversed } from './schema-shapes.ts';
import { camelCase } from './words.ts';

/** `date-time` is a moment. A `date` has no time zone, so that a `Date` could show the day before it. */
export function isMoment(schema: Schema): boolean {
  return schema.kind === 'string' && schema.format === 'date-time' && schema.contentSchema === undefined;
}

/** Plans where the values of a client have dates, for the runtime to read them as `Date`. */
export class DatePlanner {
  readonly #model: ApiModel;
  readonly #names: ReadonlyMap<SchemaId, string>;
  readonly #register: NameRegister;
  /** The named schemas with a date in them, or in schemas that they refer to. */
  readonly #dated: ReadonlySet<SchemaId>;
  readonly #planned = new Map<SchemaId, { readonly name: string; places: Expression }>();

  /** @param names of the models, whose names the constants have */
  constructor(model: ApiModel, names: ReadonlyMap<SchemaId, string>, register: NameRegister) {
    this.#model = model;
    this.#names = names;
    this.#register = register;
    const edges = new Map([...model.schemas].map(([id, { schema }]) => [id, references(schema)]));
    const direct = [...model.schemas].flatMap(([id, { schema }]) => (hasMoment(schema) ? [id] : []));
    this.#dated = reach(direct, reversed(edges));
  }

  /** The constants that the expressions so far refer to. */
  get constants(): readonly DatesPlan[] {
    return [...this.#planned.values()];
  }

  /** Returns true if values of a type can have a date. */
  hasDates({ schema }: TypeUse): boolean {
    return hasMoment(schema) || [...references(schema)].some((id) => this.#dated.has(id));
  }

  /** Returns the places of the dates in values of any of these types; undefined if there are none. */
  places(uses: readonly TypeUse[]): Expression | undefined {
    return together(uses.map(({ schema }) => this.#placesOf(schema, false)));
  }

  /** Returns a reader that also reads the dates of an answer. */
  reader(type: ResultType, reader: Expression): Expression {
    switch (type.kind) {
      case 'json':
        return this.#wrapped('readDates', reader, type.bodies);
      case 'items':
        return this.#wrapped('readDatesOfItems', reader, [type.items]);
      case 'events':
        return this.#wrapped('readDatesOfEvents', reader, [type.data]);
      default:
        return reader;
    }
  }

  /** Returns the places of the dates in declared errors, by status; undefined if there are none. */
  errors(errors: readonly ErrorPlan[]): Expression | undefined {
    const members = errors.flatMap(({ status, type }): [string, Expression][] => {
      const places = type.kind === 'json' ? this.places([type.body]) : undefined;
      return places === undefined ? [] : [[status, places]];
    });
    return members.length === 0 ? undefined : object(Object.fromEntries(members));
  }

  #wrapped(
    callee: 'readDates' | 'readDatesOfItems' | 'readDatesOfEvents',
    reader: Expression,
    uses: readonly TypeUse[],
  ): Expression {
    const places = this.places(uses);
    return places === undefined ? reader : call(callee, reader, places);
  }

  /** @param isLate true inside of constants, which can refer to each other in a circle */
  #placesOf(schema: Schema, isLate: boolean): Expression | undefined {
    if (isMoment(schema)) return literal('date');
    switch (schema.kind) {
      case 'ref': {
        if (!this.#dated.has(schema.id)) return undefined;
        const target = dereference(schema, this.#model.schemas);
        return target !== undefined && isMoment(target)
          ? literal('date')
          : reference(this.#constantOf(schema.id), 'dates', isLate);
      }
      case 'array': {
        const items = this.#placesOf(schema.items, isLate);
        return items && list([items]);
      }
      case 'tuple':
        return this.#membersOf(
          schema.items.map((item, index) => [String(index), item]),
          schema.rest,
          isLate,
        );
      case 'object':
        return this.#membersOf(
          schema.properties.map((property) => [property.name, property.schema]),
          schema.additional,
          isLate,
        );
      case 'union':
        return schema.discriminator === undefined
          ? together(schema.members.map((member) => this.#placesOf(member, isLate)))
          : this.#tagged(schema.discriminator, isLate);
      case 'intersection':
        return together(schema.members.map((member) => this.#placesOf(member, isLate)));
      default:
        return undefined;
    }
  }

  #membersOf(
    members: readonly (readonly [string, Schema])[],
    others: Schema | undefined,
    isLate: boolean,
  ): Expression | undefined {
    const dated = members.flatMap(([name, schema]): [string, Expression][] => {
      const places = this.#placesOf(schema, isLate);
      return places === undefined ? [] : [[name, places]];
    });
    const rest = others && this.#placesOf(others, isLate);
    if (dated.length === 0 && rest === undefined) return undefined;
    // Members that are declared without a date do not have those of the others.
    const plain = rest === undefined ? [] : members.filter(([name]) => !dated.some(([other]) => other === name));
    return object({
      members: { kind: 'object', members: dated },
      others: rest,
      except: plain.length === 0 ? undefined : literal(plain.map(([name]) => name)),
    });
  }

  #tagged(
    { propertyName, mapping }: { readonly propertyName: string; readonly mapping: ReadonlyMap<string, SchemaId> },
    isLate: boolean,
  ): Expression | undefined {
    const dated = [...mapping].flatMap(([value, id]): [string, Expression][] =>
      this.#dated.has(id) ? [[value, reference(this.#constantOf(id), 'dates', isLate)]] : [],
    );
    if (dated.length === 0) return undefined;
    return object({ tag: literal(propertyName), by: { kind: 'object', members: dated } });
  }

  #constantOf(id: SchemaId): string {
    const known = this.#planned.get(id);
    if (known !== undefined) return known.name;
    const plain = camelCase(this.#names.get(id) ?? 'schema');
    const planned = {
      name: this.#register.allocateInternal([`${plain}Dates`, `${plain}DatePlaces`]),
      places: list([]) as Expression,
    };
    this.#planned.set(id, planned);
    const schema = this.#model.schemas.get(id)?.schema;
    planned.places = (schema && this.#placesOf(schema, true)) ?? planned.places;
    return planned.name;
  }
}

function hasMoment(schema: Schema): boolean {
  let isFound = false;
  walk(schema, (part) => {
    isFound ||= isMoment(part);
  });
  return isFound;
}

function together(found: readonly (Expression | undefined)[]): Expression | undefined {
  const distinct = new Map(found.flatMap((each) => (each === undefined ? [] : [[JSON.stringify(each), each]])));
  const places = [...distinct.values()];
  return places.length < 2 ? places[0] : object({ all: list(places) });
}
