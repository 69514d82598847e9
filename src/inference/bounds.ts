import type { Property, Schema } from '../model/schema.ts';
import { dereference, kindsOf, numberConstraints, type Schemas } from '../model/schema-kinds.ts';
import { formatPointer, type JsonValue } from '../shared/json.ts';
import type { Detection } from './evidence.ts';
import { propertiesOf } from './properties.ts';
import { requestExpression } from './request-expression.ts';
import { type RequestPlace, requestPlaces } from './request-places.ts';
import { wordsOf } from './words.ts';

export interface ProposedLimits {
  readonly limits: { readonly [field: string]: number };
  readonly notes: readonly string[];
}

const DESCRIBED_MAXIMUM =
  /\bbetween \d+ and (\d+)\b|\b(?:max(?:imum)?|upper limit)\b(?: (?:allowed|permitted|page|size|limit|value|number|of|is|for|this|the|results?|items?|per|:))*[ :=(`'"]*(\d+)\b|\b(?:up to|at most|cannot exceed|not exceed|no more than|less than or equal to)(?: a maximum of)? [`'"]?(\d+)\b/;

/** Reads the limits of the page size. If the schema has no maximum, one that the description states is used. */
export function readLimits({ key, schema, text }: RequestPlace, schemas: Schemas): ProposedLimits {
  const declared = readSizes(schema, schemas);
  const { minimum, usual } = declared;
  const maximum =
    declared.maximum ??
    (declared.hasMaximum ? undefined : findDescribedMaximum(text, Math.max(minimum ?? 1, usual ?? 1)));
  return {
    limits: {
      ...(minimum !== undefined && { minLimit: minimum }),
      ...(usual !== undefined && { defaultLimit: usual }),
      ...(maximum !== undefined && { maxLimit: maximum }),
    },
    notes:
      maximum !== undefined && declared.maximum === undefined
        ? [`the description of \`${key}\` states a maximum of ${maximum}`]
        : [],
  };
}

/** True if no request can satisfy the declared page size, for example because the default exceeds the maximum. */
export function isContradictory({ schema }: RequestPlace, schemas: Schemas): boolean {
  const declared = readSizes(schema, schemas);
  const { minimum = 0 } = declared;
  const { usual = minimum } = declared;
  const { maximum = usual } = declared;
  return minimum > usual || usual > maximum || minimum > maximum;
}

function readSizes(schema: Schema, schemas: Schemas) {
  const declared = numberConstraints(schema, schemas);
  return {
    minimum: toSize(declared.minimum),
    usual: toSize(declared.default),
    maximum: toSize(declared.maximum),
    hasMaximum: declared.maximum !== undefined,
  };
}

function findDescribedMaximum(text: string, lowest: number): number | undefined {
  const match = DESCRIBED_MAXIMUM.exec(text.replaceAll(/(\d),(?=\d{3}\b)/g, '$1'));
  const size = toSize(Number(match?.[1] ?? match?.[2] ?? match?.[3]));
  return size !== undefined && size >= lowest ? size : undefined;
}

function toSize(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 ? value : undefined;
}

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
