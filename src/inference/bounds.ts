import type { Property, Schema } from '../model/schema.ts';
import { dereference, kindsOf, numberConstraints, type Schemas } from '../model/schema-kinds.ts';
import { formatPointer, type JsonValue } from '../shared/json.ts';
import type { Finding } from './evidence.ts';
import { propertiesOf } from './properties.ts';
import { requestExpression } from './request-expression.ts';
import { type RequestPlace, requestPlaces } from './request-places.ts';
import { wordsOf } from './words.ts';

export interface ProposedLimits {
  readonly limits: { readonly [field: string]: number };
  readonly notes: readonly string[];
}

const GREATEST =
  /\bbetween \d+ and (\d+)\b|\b(?:max(?:imum)?|upper limit)\b(?: (?:allowed|permitted|page|size|limit|value|number|of|is|for|this|the|results?|items?|per|:))*[ :=(`'"]*(\d+)\b|\b(?:up to|at most|cannot exceed|not exceed|no more than|less than or equal to)(?: a maximum of)? [`'"]?(\d+)\b/;

/** What is declared of the page size; a maximum that only the description states is taken where the schema is silent. */
export function limitsOf({ key, schema, text }: RequestPlace, schemas: Schemas): ProposedLimits {
  const said = numberConstraints(schema, schemas);
  const least = sizeOf(said.minimum);
  const declared = sizeOf(said.maximum);
  const usual = sizeOf(said.default);
  const most =
    declared ?? (said.maximum === undefined ? describedMaximum(text, Math.max(least ?? 1, usual ?? 1)) : undefined);
  return {
    limits: {
      ...(least !== undefined && { minLimit: least }),
      ...(usual !== undefined && { defaultLimit: usual }),
      ...(most !== undefined && { maxLimit: most }),
    },
    notes:
      most !== undefined && declared === undefined
        ? [`the description of \`${key}\` says that ${most} is the most`]
        : [],
  };
}

/** Whether a page size is declared in a way that no request can meet, such as a default above the maximum. */
export function contradictsItself({ schema }: RequestPlace, schemas: Schemas): boolean {
  const said = numberConstraints(schema, schemas);
  const [least = 0, usual = least, most = usual] = [sizeOf(said.minimum), sizeOf(said.default), sizeOf(said.maximum)];
  return least > usual || usual > most || least > most;
}

function describedMaximum(text: string, least: number): number | undefined {
  const match = GREATEST.exec(text.replaceAll(/(\d),(?=\d{3}\b)/g, '$1'));
  const size = sizeOf(Number(match?.[1] ?? match?.[2] ?? match?.[3]));
  return size !== undefined && size >= least ? size : undefined;
}

function sizeOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 ? value : undefined;
}

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
