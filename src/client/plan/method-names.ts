import type { Operation } from '../../model/operation.ts';
import type { MethodNames } from './client-plan.ts';
import { NameScope } from './name-scope.ts';
import { nameCandidates } from './operation-names.ts';
import { camelCase, wordsOf } from './words.ts';

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
