import type { Strategy } from '../../model/strategy.ts';

/** The knowledge about a field that the document declares, after an API was verified. */
export type FieldState =
  /** The API behaved as declared where the field matters. */
  | { readonly kind: 'seen' }
  /** Nothing showed whether the field is right. */
  | { readonly kind: 'unseen'; readonly reason: string }
  /** A mismatch is about the field. */
  | { readonly kind: 'wrong' };

/** A declared field, such as `response.total`, with what is known of it. */
export type VerifiedField = { readonly field: string } & FieldState;

/** Fields that say nothing about the API's behavior, or that are described by another field. */
const SILENT: ReadonlySet<string> = new Set(['name', 'alternatives', 'extends']);

/** Why fields stay unseen that no check can provoke. */
const REASONS: Readonly<Record<string, string>> = {
  'response.repeat': 'no position was repeated',
  'response.error': 'no successful response was an error',
  'response.expiredOn': 'verify cannot make a cursor expire',
  'request.firstPageOnly': 'verify sends such a parameter only if --params contains it',
  'request.carry': 'verify sends such a parameter only if --params contains it',
};

/** Records which declared fields were seen. A field that no check looked at stays unseen. */
export class Coverage {
  readonly #states = new Map<string, FieldState>();

  constructor(fields: readonly string[]) {
    for (const field of fields)
      this.#states.set(field, { kind: 'unseen', reason: REASONS[field] ?? 'it was not checked' });
  }

  see(...fields: readonly string[]): void {
    for (const field of fields) {
      if (this.#states.get(field)?.kind === 'unseen') this.#states.set(field, { kind: 'seen' });
    }
  }

  /** Says why a field was not seen. The last reason counts. */
  miss(field: string, reason: string): void {
    if (this.#states.get(field)?.kind === 'unseen') this.#states.set(field, { kind: 'unseen', reason });
  }

  wrong(...fields: readonly string[]): void {
    for (const field of fields) if (this.#states.has(field)) this.#states.set(field, { kind: 'wrong' });
  }

  /** Sets one reason for all fields that were not seen. */
  missAll(reason: string): void {
    for (const field of this.#states.keys()) this.miss(field, reason);
  }

  /** Takes back everything that was seen: an empty list confirms nothing. */
  reset(reason: string): void {
    for (const [field, { kind }] of this.#states) {
      if (kind === 'seen') this.#states.set(field, { kind: 'unseen', reason });
    }
    this.missAll(reason);
  }

  has(field: string): boolean {
    return this.#states.has(field);
  }

  isWrong(field: string): boolean {
    return this.#states.get(field)?.kind === 'wrong';
  }

  get fields(): readonly VerifiedField[] {
    return [...this.#states].map(([field, state]) => ({ field, ...state }));
  }
}

/** Returns the fields that the document declares for a strategy, those of the parameters' schemas among them. */
export function declaredFields({ places, limits, deep, key, style }: Strategy): string[] {
  // Only the style says that there is a `Link` header; the other styles name the field of the next page.
  const isSilent = (field: string): boolean => SILENT.has(field) || (field === 'style' && style !== 'link-header');
  const written = [...places.keys()].filter((field) => !isSilent(field) && !field.startsWith('deep'));
  const inferred = Object.keys(limits).map((name) => `limits.${name}`);
  // A parameter without a minimum has the minimum 1, which nobody declared.
  const own = inferred.filter((field) => field !== 'limits.minLimit' || limits.minLimit !== 1 || places.has(field));
  return [...new Set([...written, ...(key === undefined ? [] : ['key']), ...own, ...(deep ? ['deep'] : [])])];
}
