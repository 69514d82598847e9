import type { ApiModel, Tag } from '../../model/api.ts';
import type { Operation } from '../../model/operation.ts';
import type { NameRegister } from './name-register.ts';
import { NameScope } from './name-scope.ts';
import { RESERVED_FILES, RESERVED_MEMBERS } from './reserved-names.ts';
import { camelCase, kebabCase, pascalCase } from './words.ts';

/** Where the operations of one tag go. */
export interface GroupNames extends Omit<Tag, 'name'> {
  readonly tag: string;
  readonly propertyName: string;
  readonly className: string;
  readonly path: string;
  readonly operations: readonly Operation[];
}

const UNTAGGED = 'default';

/** One group per first tag, in the order of the document's `tags`, then of the operations; only groups that are used. */
export function groupOperations(model: ApiModel, register: NameRegister): readonly GroupNames[] {
  const byTag = new Map<string, Operation[]>(model.tags.map(({ name }) => [name, []]));
  for (const operation of model.operations) {
    const tag = operation.tags[0] ?? UNTAGGED;
    const operations = byTag.get(tag);
    if (operations === undefined) byTag.set(tag, [operation]);
    else operations.push(operation);
  }
  const properties = new NameScope(RESERVED_MEMBERS);
  const files = new NameScope(RESERVED_FILES, 'caseless');
  const declared = new Map(model.tags.map((tag) => [tag.name, tag]));
  return [...byTag].flatMap(([tag, operations]) => {
    const [first] = operations;
    if (first === undefined) return [];
    const property = camelCase(tag) || camelCase(firstSegment(first)) || 'operations';
    const plain = `${pascalCase(tag) || pascalCase(property)}Operations`;
    const file = kebabCase(tag) || kebabCase(firstSegment(first)) || 'operations';
    const { name: _, ...about } = declared.get(tag) ?? { name: tag };
    return {
      tag,
      ...about,
      propertyName: properties.allocate([property, `${property}Operations`]),
      className: register.allocate([plain, `${plain}Group`], `The class of the tag \`${tag}\``, first.location),
      path: `operations/${files.allocate([file, `${file}-operations`])}.ts`,
      operations,
    };
  });
}

/** The first fixed part of an operation's path: a readable name where a tag has no Latin letter. */
function firstSegment(operation: Operation): string {
  return operation.path.split('/').find((segment) => segment !== '' && !segment.includes('{')) ?? '';
}
