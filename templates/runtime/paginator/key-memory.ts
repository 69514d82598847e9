import { hashParts } from '../fields/values.js';

/**
 * Remembers the texts that were added, by 64-bit hashes in one table: about 16 bytes each, however long the texts are.
 * Walks of millions of items fit into memory so, and two texts in ten million are taken for the same once in 400,000 walks.
 */
export class KeyMemory {
  /** Two numbers per place; both are 0 in a free one. */
  #table: Uint32Array = new Uint32Array(2 * 64);
  #count = 0;

  has(text: string): boolean {
    const [a, b] = partsOf(text);
    return this.#table[2 * this.#placeOf(a, b)] !== 0;
  }

  add(text: string): void {
    const [a, b] = partsOf(text);
    this.#put(a, b);
    if (this.#count * 8 <= this.#table.length * 3) return;
    const old = this.#table;
    this.#table = new Uint32Array(old.length * 2);
    this.#count = 0;
    for (let index = 0; index < old.length; index += 2) if (old[index]) this.#put(old[index] ?? 0, old[index + 1] ?? 0);
  }

  #put(a: number, b: number): void {
    const place = this.#placeOf(a, b);
    if (this.#table[2 * place] === 0) this.#count++;
    this.#table[2 * place] = a;
    this.#table[2 * place + 1] = b;
  }

  /** Returns the place of a hash, or the free one where it belongs. */
  #placeOf(a: number, b: number): number {
    const mask = this.#table.length / 2 - 1;
    let place = b & mask;
    for (;;) {
      const found = this.#table[2 * place];
      if (found === 0 || (found === a && this.#table[2 * place + 1] === b)) return place;
      place = (place + 1) & mask;
    }
  }
}

/** Returns the two halves of a hash, the first of which is never 0. */
function partsOf(text: string): [a: number, b: number] {
  const [a, b] = hashParts(text);
  return [a || 1, b];
}
