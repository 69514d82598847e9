import type { ApiModel, Tag } from '../../model/api.ts';
import type { Operation } from '../../model/operation.ts';
import type { MethodNames } from './client-plan.ts';
import { type NameRegister, NameScope } from './name-scope.ts';
import { nameCandidates } from './operation-names.ts';
import { RESERVED_FILES, RESERVED_MEMBERS } from './reserved-names.ts';
import { camelCase, kebabCase, pascalCase, wordsOf } from './words.ts';

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

const RESERVED_METHODS: readonly string[] = ['constructor', 'then', 'prototype', '__proto__'];

/** Names the methods of one class. Words of the language are legal there, and other classes do not matter. */
export function nameMethods(
  tag: string,
  operations: readonly Operation[],
  kind: MethodNames,
): ReadonlyMap<Operation, string> {
  const scope = new NameScope(RESERVED_METHODS);
  const candidates = nameCandidates(operations, (name) => RESERVED_METHODS.includes(name));
  const full = new Map([...candidates].map(([operation, names]) => [operation, scope.allocate(names)]));
  if (kind === 'full') return full;
  const short = new Map(operations.map((operation) => [operation, shorten(tag, operation)]));
  // A short name belongs to nobody if another operation has it too, short or in full.
  const counts = new Map<string, number>();
  for (const name of [...full.values(), ...short.values()]) if (name) counts.set(name, (counts.get(name) ?? 0) + 1);
  return new Map(
    [...full].map(([operation, name]) => {
      const candidate = short.get(operation);
      return [operation, candidate !== undefined && counts.get(candidate) === 1 ? candidate : name];
    }),
  );
}

/** Returns an operationId without the name of its tag: `listLeads` in `Leads`, `issues/list-for-repo` in `issues`. */
function shorten(tag: string, { operationId }: Operation): string | undefined {
  const words = wordsOf(operationId ?? '');
  const noun = wordsOf(tag);
  if (noun.length === 0 || words.length <= noun.length) return undefined;
  const [verb = '', ...object] = words;
  const rest = isSame(object, noun, isSameNoun) ? [verb] : startsWith(words, noun) ? words.slice(noun.length) : [];
  const name = camelCase(rest.join(' '));
  return /^[\p{ID_Start}_$]/u.test(name) && !/^_\d/.test(name) && !RESERVED_METHODS.includes(name) ? name : undefined;
}

function startsWith(words: readonly string[], noun: readonly string[]): boolean {
  return isSame(words.slice(0, noun.length), noun, (a, b) => a === b);
}

/** Compares words without regard to case, the last of them with `isSameLast`. */
function isSame(
  words: readonly string[],
  noun: readonly string[],
  isSameLast: (word: string, other: string) => boolean,
): boolean {
  return (
    words.length === noun.length &&
    words.every((word, index) => {
      const pair = [word.toLowerCase(), noun[index]?.toLowerCase() ?? ''] as const;
      return index === noun.length - 1 ? isSameLast(...pair) : pair[0] === pair[1];
    })
  );
}

/** Compares nouns, of which either may be the plural of the other. */
function isSameNoun(word: string, other: string): boolean {
  return word === other || pluralsOf(word).includes(other) || pluralsOf(other).includes(word);
}

function pluralsOf(word: string): readonly string[] {
  return [`${word}s`, `${word}es`, word.replace(/y$/, 'ies')];
}
