import type { Report } from '../../shared/diagnostic.ts';
import type { Location } from '../../shared/json.ts';

/** Names of which each is given to one owner. They compare exactly, or without regard to case. */
export class NameScope {
  readonly #taken = new Set<string>();
  /** The next number to try for a name, so that thousands of equal names take no longer than others. */
  readonly #next = new Map<string, number>();
  readonly #fold: (name: string) => string;

  constructor(taken: Iterable<string> = [], compare: 'exact' | 'caseless' = 'exact') {
    this.#fold = compare === 'exact' ? (name) => name : (name) => name.toLowerCase();
    for (const name of taken) this.#taken.add(this.#fold(name));
  }

  has(name: string): boolean {
    return this.#taken.has(this.#fold(name));
  }

  /**
   * Takes the first free candidate. If none is free, it takes the last one with the lowest free number from 2. Empty
   * candidates are skipped; at least one is not empty.
   */
  allocate(candidates: Iterable<string>): string {
    let last = '_';
    // Candidates after a free one are not requested, because they take time to create.
    for (const candidate of candidates) {
      if (candidate === '') continue;
      last = candidate;
      if (!this.has(candidate)) return this.#take(candidate);
    }
    return this.#take(this.#numbered(last));
  }

  #take(name: string): string {
    this.#taken.add(this.#fold(name));
    return name;
  }

  #numbered(name: string): string {
    let number = this.#next.get(name) ?? 2;
    while (this.has(`${name}${number}`)) number += 1;
    this.#next.set(name, number + 1);
    return `${name}${number}`;
  }
}

/** The names of a scope, which reports what could not have the name it asked for first. */
export class NameRegister {
  readonly #scope: NameScope;
  readonly #report: Report;

  constructor(scope: NameScope, report: Report) {
    this.#scope = scope;
    this.#report = report;
  }

  /** As {@link NameScope.allocate}, for a name that no user of the client sees. */
  allocateInternal(candidates: Iterable<string>): string {
    return this.#scope.allocate(candidates);
  }

  /** As {@link NameScope.allocate}; `owner` says in a message whose name it is. */
  allocate(candidates: Iterable<string>, owner: string, location: Location): string {
    let wanted: string | undefined;
    const name = this.#scope.allocate(
      (function* () {
        for (const candidate of candidates) {
          if (candidate !== '') wanted ??= candidate;
          yield candidate;
        }
      })(),
    );
    if (wanted !== undefined && wanted !== name) {
      this.#report({
        code: 'name-taken',
        severity: 'info',
        message: `${owner} is called \`${name}\` in the client, because \`${wanted}\` is taken.`,
        location,
      });
    }
    return name;
  }
}
