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
