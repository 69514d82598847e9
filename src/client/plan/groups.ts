import type { ApiModel, Tag } from '../../model/api.ts';
import type { Operation } from '../../model/operation.ts';
import type { NameRegister } from './name-register.ts';
import { NameScope } from './name-scope.ts';
import { RESERVED_FILES, RESERVED_MEMBERS } from './reserved-names.ts';
import { camelCase, kebabCase, pascalCase } from './words.ts';

/** The operations of one tag, with the names of their property, class and file. */
export interface GroupNames extends Omit<Tag, 'name'> {
  readonly tag?: string;
  readonly segment?: string;
  readonly propertyName: string;
  readonly className: string;
  readonly path: string;
  readonly operations: readonly Operation[];
}

/** Groups operations by their first tag, or without tags by the first fixed part of their path. */
interface Group {
  readonly tag?: Tag;
  readonly segment?: string;
  readonly operations: Operation[];
}

/** Operations without a tag whose path has no fixed part. */
const ROOT = 'default';

/** Returns the groups that have operations, in the order of the document's `tags`, then of the operations. */
export function groupOperations(model: ApiModel, register: NameRegister): readonly GroupNames[] {
  const properties = new NameScope(RESERVED_MEMBERS);
  const files = new NameScope(RESERVED_FILES, 'caseless');
  return collect(model).flatMap(({ tag, segment, operations }) => {
    const [first] = operations;
    if (first === undefined) return [];
    const name = tag?.name ?? segment ?? ROOT;
    const property = camelCase(name) || camelCase(firstSegment(first)) || 'operations';
    const plain = `${pascalCase(name) || pascalCase(property)}Operations`;
    const file = kebabCase(name) || kebabCase(firstSegment(first)) || 'operations';
    const owner =
      tag === undefined ? `The class of the operations below \`/${name}\`` : `The class of the tag \`${name}\``;
    const { name: tagName, ...about } = tag ?? { name: undefined };
    return {
      ...about,
      ...(tagName === undefined ? { segment: segment ?? '' } : { tag: tagName }),
      propertyName: properties.allocate([property, `${property}Operations`]),
      className: register.allocate([plain, `${plain}Group`], owner, first.location),
      path: `operations/${files.allocate([file, `${file}-operations`])}.ts`,
      operations,
    };
  });
}

function collect(model: ApiModel): readonly Group[] {
  const tags = new Map<string, Group>(model.tags.map((tag) => [tag.name, { tag, operations: [] }]));
  for (const {
    tags: [name],
  } of model.operations)
    if (name !== undefined && !tags.has(name)) tags.set(name, { tag: { name }, operations: [] });
  const byProperty = new Map([...tags].map(([name, group]) => [camelCase(name), group]));
  const bySegment = new Map<string, Group>();
  const groups = new Set(model.tags.flatMap(({ name }) => tags.get(name) ?? []));
  for (const operation of model.operations) {
    const [tag] = operation.tags;
    const segment = firstSegment(operation);
    // An operation without a tag joins the tag that its path names.
    const known = tag === undefined ? (byProperty.get(camelCase(segment)) ?? bySegment.get(segment)) : tags.get(tag);
    const group = known ?? { ...(segment !== '' && { segment }), operations: [] };
    if (known === undefined) bySegment.set(segment, group);
    group.operations.push(operation);
    groups.add(group);
  }
  return [...groups];
}

/** Returns the first fixed part of an operation's path, except a version such as `v1`, and without a custom verb. */
function firstSegment({ path }: Operation): string {
  const fixed = path.split('/').filter((segment) => segment !== '' && !segment.includes('{'));
  const named = fixed.find((segment) => !/^v\d+(?:[.-]?\w+)?$/i.test(segment)) ?? fixed[0] ?? '';
  return named.split(':', 1)[0] ?? '';
}
