import type { Property, Schema } from '../model/schema.ts';
import { dereference, kindsOf, propertiesOf, type Schemas } from '../model/schema-kinds.ts';
import { formatPointer, type JsonValue } from '../shared/json.ts';
import type { Detection } from './evidence.ts';
import { type RequestPlace, requestExpression, requestPlaces } from './request-places.ts';
import { wordsOf } from './words.ts';

export interface ProposedDeep {
  readonly field: string;
  readonly from: string;
  readonly sort: { readonly [expression: string]: JsonValue };
}

interface DeepProposal {
  readonly key: string;
  readonly deep: ProposedDeep;
  readonly note: string;
}

/** Matches parameters that set an inclusive lower bound on a field: `created_gte`, `updated__gte`, `from_date`. */
const INCLUSIVE = /(?:^|[._[-])(?:gte|ge|from|since|min)\]?$|^(?:from|since|min)[_-]/i;

/**
 * Finds a way to walk past a ceiling: an inclusive lower bound on a field of the items, and a parameter that sorts by
 * that field. Every part has to be certain: the field and the key are required and never null, the bound has the type
 * and format of the field, and the document lists the sort value.
 */
export function findDeep({ style, items, operation }: Detection, schemas: Schemas): DeepProposal | undefined {
  if (style !== 'offset' && style !== 'page') return undefined;
  const properties = propertiesOf(items.item, schemas).filter(
    ({ required, schema }) => required && !kindsOf(schema, schemas).has('null'),
  );
  const key = properties.find(({ name }) => /^_?id$/i.test(name));
  if (key === undefined) return undefined;
  const places = requestPlaces(operation, schemas);
  for (const bound of places.filter(({ name }) => INCLUSIVE.test(name))) {
    const property = findBoundField(bound, properties, schemas);
    const sort = property && findSort(property.name, places, schemas);
    if (property === undefined || sort === undefined) continue;
    const from = requestExpression(bound, style, 'from');
    const deep = {
      field: formatPointer([property.name]),
      from,
      sort: { [requestExpression(sort.place, style, 'sort')]: sort.value },
    };
    const note = `\`${bound.key}\` and \`${sort.place.key}\` allow a \`deep\` walk by ${property.name}`;
    return { key: formatPointer([key.name]), deep, note };
  }
  return undefined;
}

function findBoundField(bound: RequestPlace, properties: readonly Property[], schemas: Schemas): Property | undefined {
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

/**
 * Finds the value of a sort parameter that sorts by the field in ascending order. The values have to include its
 * descending counterpart: without `-created`, `created` could mean either order.
 */
function findSort(
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
