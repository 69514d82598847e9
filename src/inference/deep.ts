import type { JsonValue } from '../ir/json.ts';
import { formatPointer } from '../ir/json-pointer.ts';
import type { Property, Schema } from '../ir/schema.ts';
import { dereference, kindsOf, type Schemas } from '../ir/schema-kinds.ts';
import type { Finding } from './finding.ts';
import { propertiesOf } from './properties.ts';
import { requestExpression } from './request-expression.ts';
import { type RequestPlace, requestPlaces } from './request-places.ts';
import { wordsOf } from './words.ts';

export interface ProposedDeep {
  readonly field: string;
  readonly from: string;
  readonly sort: { readonly [expression: string]: JsonValue };
}

interface Found {
  readonly key: string;
  readonly deep: ProposedDeep;
  readonly note: string;
}

/** Names of parameters that bound a field from below, the bound included: `created_gte`, `updated__gte`, `from_date`. */
const INCLUSIVE = /(?:^|[._[-])(?:gte|ge|from|since|min)\]?$|^(?:from|since|min)[_-]/i;

/**
 * How to walk past a ceiling: an inclusive lower bound on a field of the items, and a parameter that sorts by it. Only
 * where every part is there beyond doubt: the field and the key required and never null, bound and field of one type
 * and format, and the sort value written in the document.
 */
export function deepOf({ style, items, operation }: Finding, schemas: Schemas): Found | undefined {
  if (style !== 'offset' && style !== 'page') return undefined;
  const properties = propertiesOf(items.item, schemas).filter(
    ({ required, schema }) => required && !kindsOf(schema, schemas).has('null'),
  );
  const key = properties.find(({ name }) => /^_?id$/i.test(name));
  if (key === undefined) return undefined;
  const places = requestPlaces(operation, schemas);
  for (const bound of places.filter(({ name }) => INCLUSIVE.test(name))) {
    const property = boundField(bound, properties, schemas);
    const sort = property && sortBy(property.name, places, schemas);
    if (property === undefined || sort === undefined) continue;
    const from = requestExpression(bound, style, 'from');
    const deep = {
      field: formatPointer([property.name]),
      from,
      sort: { [requestExpression(sort.place, style, 'sort')]: sort.value },
    };
    const note = `\`${bound.key}\` and \`${sort.place.key}\` let it walk by ${property.name}`;
    return { key: formatPointer([key.name]), deep, note };
  }
  return undefined;
}

function boundField(bound: RequestPlace, properties: readonly Property[], schemas: Schemas): Property | undefined {
  const wanted = wordsOf(bound.name.replace(/(?:gte|ge)\]?$/i, '')).filter(
    (word) => !['from', 'since', 'min'].includes(word),
  );
  return properties.find(
    ({ name, schema }) =>
      wordsOf(name).join(' ') === wanted.join(' ') && typeOf(schema, schemas) === typeOf(bound.schema, schemas),
  );
}

function typeOf(schema: Schema, schemas: Schemas): string {
  const format = schema.format ?? dereference(schema, schemas)?.format ?? '';
  return `${[...kindsOf(schema, schemas)].filter((kind) => kind !== 'null').join()} ${format}`;
}

/** A value of a sort parameter that is the field's name, ascending as the same list's descending twin shows. */
function sortBy(
  field: string,
  places: readonly RequestPlace[],
  schemas: Schemas,
): { readonly place: RequestPlace; readonly value: string } | undefined {
  for (const place of places.filter(({ words }) => words.some((word) => /^(?:sort|order|ordering)$/.test(word)))) {
    const target = dereference(place.schema, schemas);
    const values = target?.kind === 'enum' ? target.values.filter((value) => typeof value === 'string') : [];
    for (const [ascending, descending] of [
      [field, `-${field}`],
      [`${field}:asc`, `${field}:desc`],
      [`${field} asc`, `${field} desc`],
    ]) {
      if (values.includes(ascending!) && values.includes(descending!)) return { place, value: ascending! };
    }
  }
  return undefined;
}
