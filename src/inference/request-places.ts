import { bareNamePlace } from '../annotation/styles.ts';
import { isFormMediaType, isJsonMediaType } from '../model/media-type.ts';
import type { Operation } from '../model/operation.ts';
import type { Parameter } from '../model/parameter.ts';
import { propertiesOf, type Schemas } from '../model/schema-kinds.ts';
import type { StyleName } from '../model/strategy.ts';
import { appendToken, type JsonPointer } from '../shared/json.ts';
import { describePlace, type Place } from './place.ts';
import { hasAny, hasOnly, wordSet, wordsOf } from './words.ts';

const PAGING = wordSet('page paging pagination paginate pager cursor');

/** Names of objects that collect the fields of a request, whatever the fields are for. */
const GROUP_NAMES = wordSet(
  'query search criteria options option opts params parameters request list args arguments filter filters input data variables',
);

/** A place of a request that can carry a value. */
export interface RequestPlace extends Place {
  readonly in: 'query' | 'header' | 'body';
  /** The wire name of a parameter, or the pointer to a field of the body. */
  readonly key: string;
  readonly required: boolean;
  readonly deprecated: boolean;
  /** True if it is inside an object of the body that is not about paging. */
  readonly isInUnrelatedObject: boolean;
}

/** Returns query and header parameters, properties of `deepObject` parameters, and two levels of the JSON body. */
export function requestPlaces(operation: Operation, schemas: Schemas): RequestPlace[] {
  const parameters = operation.parameters.flatMap((parameter) => locatePlaces(parameter, schemas));
  return [...parameters, ...bodyPlaces(operation, schemas, isJsonMediaType)];
}

/** Returns the fields of a form body. */
export function formPlaces(operation: Operation, schemas: Schemas): RequestPlace[] {
  return bodyPlaces(operation, schemas, isFormMediaType);
}

function locatePlaces(parameter: Parameter, schemas: Schemas): RequestPlace[] {
  const { name, description, schema, required, deprecated, example } = parameter;
  if (parameter.in !== 'query' && parameter.in !== 'header') return [];
  const place = { in: parameter.in, required, deprecated, isInUnrelatedObject: false };
  if (parameter.in === 'query' && parameter.style === 'deepObject') {
    return propertiesOf(schema, schemas).map((property) => {
      const key = `${name}[${property.name}]`;
      const described = describePlace(key, parameterWords(key), property.schema, schemas);
      return { ...described, ...place, key, required: required && property.required };
    });
  }
  const described = describePlace(name, parameterWords(name), schema, schemas, description);
  return [{ ...described, ...place, key: name, ...(example !== undefined && { example }) }];
}

/** A parameter whose whole value is JSON, with the fields in it. An annotation cannot name these fields. */
export interface JsonParameter {
  readonly name: string;
  readonly fields: readonly RequestPlace[];
}

/** Returns the parameters that are declared with `content`, such as a `filter` with `limit` and `offset` in it. */
export function jsonParameters({ parameters }: Operation, schemas: Schemas): JsonParameter[] {
  const encoded = parameters.filter(({ in: place, content }) => place === 'query' && content !== undefined);
  return encoded.map(({ name, schema }) => ({
    name,
    fields: propertiesOf(schema, schemas).map((property) => ({
      ...describePlace(property.name, wordsOf(property.name), property.schema, schemas),
      in: 'query' as const,
      key: property.name,
      required: false,
      deprecated: false,
      isInUnrelatedObject: false,
    })),
  }));
}

/** Splits a name into words: `options.pageSize` is a page size, but `created[after]` must not become an `after`. */
function parameterWords(name: string): readonly string[] {
  const [first = '', ...rest] = name.split(/[.[\]]+/).filter((part) => part !== '');
  return rest.length > 0 && hasOnly(wordsOf(first), GROUP_NAMES) ? rest.flatMap(wordsOf) : wordsOf(name);
}

function bodyPlaces(
  { requestBody }: Operation,
  schemas: Schemas,
  isOfType: (mediaType: string) => boolean,
): RequestPlace[] {
  const body = requestBody?.content.find(({ mediaType }) => isOfType(mediaType));
  if (body === undefined) return [];
  return propertiesOf(body.schema, schemas).flatMap((property) => {
    const pointer = appendToken('', property.name);
    const inner = propertiesOf(property.schema, schemas).map((member) =>
      bodyPlace(appendToken(pointer, member.name), [property.name, member.name], member, schemas),
    );
    return [bodyPlace(pointer, [property.name], property, schemas), ...inner];
  });
}

function bodyPlace(
  key: JsonPointer,
  names: readonly string[],
  { schema, required }: ReturnType<typeof propertiesOf>[number],
  schemas: Schemas,
): RequestPlace {
  const name = names.at(-1) ?? '';
  // `options.offset` is an offset and `page.number` a page: the parent's name counts if it is about paging.
  const parents = names.slice(0, -1).flatMap(wordsOf);
  const words = [...(hasAny(parents, PAGING) ? parents : []), ...wordsOf(name)];
  return {
    ...describePlace(name, words, schema, schemas),
    in: 'body',
    key,
    required,
    deprecated: schema.deprecated === true,
    isInUnrelatedObject: parents.length > 0 && !hasAny(parents, PAGING) && !hasOnly(parents, GROUP_NAMES),
  };
}

/** Returns the bare name if the style looks for it in the place, the full expression otherwise. */
export function requestExpression(place: RequestPlace, style: StyleName, field: string): string {
  const bare = bareNamePlace(style, field);
  if (place.in === 'body') {
    const isBare = bare === 'body' && place.key.lastIndexOf('/') === 0 && !/[~/$]/.test(place.name);
    return isBare ? place.name : place.key;
  }
  const isName = !place.key.startsWith('/') && !/^\$(?:request|response)\./.test(place.key);
  return place.in === bare && isName ? place.key : `$request.${place.in}.${place.key}`;
}
