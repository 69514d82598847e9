import type { StyleName } from '../model/strategy.ts';
import type { Finding } from './evidence.ts';
import type { RequestPlace } from './request-places.ts';

/** What the operations of one API have in common: people and frameworks page in one way all over an API. */
export interface Conventions {
  readonly styles: ReadonlyMap<StyleName, number>;
  /** How often each place holds the items. */
  readonly items: ReadonlyMap<string, number>;
  /** How often a way of paging occurs: {@link signatureOf}. */
  readonly signatures: ReadonlyMap<string, number>;
  /** By position ({@link keyOfPlace}): a surely paginated operation's style and next field. */
  readonly nextOf: ReadonlyMap<string, Pick<Finding, 'style' | 'next'>>;
}

export const NO_CONVENTIONS: Conventions = {
  styles: new Map(),
  items: new Map(),
  signatures: new Map(),
  nextOf: new Map(),
};

export function keyOfPlace(place: RequestPlace): string {
  return `${place.in} ${place.key}`;
}

/** Style, position and next field of a finding, as one text. */
export function signatureOf({ style, position, next, limit }: Finding): string {
  const from = position === undefined ? '' : keyOfPlace(position);
  const size = limit === undefined ? '' : keyOfPlace(limit);
  return JSON.stringify([style, from, size, next === undefined ? '' : nextKey(next)]);
}

function nextKey(next: NonNullable<Finding['next']>): string {
  switch (next.kind) {
    case 'nextHeader':
      return next.name;
    case 'itemCursor':
      return next.pointer;
    default:
      return next.place.pointer;
  }
}

/** Counts what findings that are sure by themselves have in common. */
export function conventionsOf(findings: readonly Finding[]): Conventions {
  const styles = new Map<StyleName, number>();
  const items = new Map<string, number>();
  const signatures = new Map<string, number>();
  const nextOf = new Map<string, Pick<Finding, 'style' | 'next'>>();
  const count = <Key>(counts: Map<Key, number>, key: Key): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const finding of findings) {
    count(styles, finding.style);
    count(items, finding.items.pointer);
    count(signatures, signatureOf(finding));
    if (finding.position !== undefined && !nextOf.has(keyOfPlace(finding.position))) {
      nextOf.set(keyOfPlace(finding.position), { style: finding.style, ...(finding.next && { next: finding.next }) });
    }
  }
  return { styles, items, signatures, nextOf };
}
