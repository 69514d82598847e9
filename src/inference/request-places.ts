import { isFormMediaType, isJsonMediaType } from '../model/media-type.ts';
import type { Operation, Parameter } from '../model/operation.ts';
import type { Schemas } from '../model/schema-kinds.ts';
import { appendToken, type JsonPointer } from '../shared/json.ts';
import { describePlace, type Place } from './place.ts';
import { propertiesOf } from './properties.ts';
import { hasAny, onlyOf, wordSet, wordsOf } from './words.ts';

const PAGING = wordSet('page paging pagination paginate pager cursor');

/** What fields of a request are gathered in, whatever they are for. */
const GATHERED = wordSet(
  'query search criteria options option opts params parameters request list args arguments filter filters input data variables',
);

/** A place of a request that can carry a value. */
export interface RequestPlace extends Place {
  readonly in: 'query' | 'header' | 'body';
  /** The wire name; of a body, the pointer. */
  readonly key: string;
  readonly required: boolean;
  readonly deprecated: boolean;
  /** Whether it stands inside something of a body that is there for more than paging. */
  readonly isAside: boolean;
}

/** Query and header parameters, properties of `deepObject` parameters, and two levels of the JSON body. */
export function requestPlaces(operation: Operation, schemas: Schemas): RequestPlace[] {
  const parameters = operation.parameters.flatMap((parameter) => placesOf(parameter, schemas));
  return [...parameters, ...bodyPlaces(operation, schemas, isJsonMediaType)];
}

/** The fields of a form. */
export function formPlaces(operation: Operation, schemas: Schemas): RequestPlace[] {
  return bodyPlaces(operation, schemas, isFormMediaType);
}

function placesOf(parameter: Parameter, schemas: Schemas): RequestPlace[] {
  const { name, description, schema, required, deprecated } = parameter;
  if (parameter.in !== 'query' && parameter.in !== 'header') return [];
  const place = { in: parameter.in, required, deprecated, isAside: false };
  if (parameter.in === 'query' && parameter.style === 'deepObject') {
    return propertiesOf(schema, schemas).map((property) => {
      const key = `${name}[${property.name}]`;
      const described = describePlace(key, wordsOf(key), property.schema, schemas);
      return { ...described, ...place, key, required: required && property.required };
    });
  }
  return [{ ...describePlace(name, parameterWords(name), schema, schemas, description), ...place, key: name }];
}

/** `searchCriteria[pageSize]` and `options.pageSize` are a page size; `created[after]` is no `after`. */
function parameterWords(name: string): readonly string[] {
  const [first = '', ...rest] = name.split(/[.[\]]+/).filter((part) => part !== '');
  return rest.length > 0 && onlyOf(wordsOf(first), GATHERED) ? rest.flatMap(wordsOf) : wordsOf(name);
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
  // `options.offset` is an offset, `page.number` a page: what it stands in counts where it speaks of pages.
  const parents = names.slice(0, -1).flatMap(wordsOf);
  const words = [...(hasAny(parents, PAGING) ? parents : []), ...wordsOf(name)];
  return {
    ...describePlace(name, words, schema, schemas),
    in: 'body',
    key,
    required,
    deprecated: schema.deprecated === true,
    isAside: parents.length > 0 && !hasAny(parents, PAGING) && !onlyOf(parents, GATHERED),
  };
}
