import type { StyleName } from '../model/strategy.ts';
import type { Detection, Signs } from './evidence.ts';
import { isNumber } from './place.ts';
import type { RequestPlace } from './request-places.ts';
import type { RequestEvidence } from './request-roles.ts';

/** Habits of an API: most APIs paginate all of their lists in the same way. */
export interface Conventions {
  readonly styles: ReadonlyMap<StyleName, number>;
  /** Number of operations whose items are at each pointer. */
  readonly items: ReadonlyMap<string, number>;
  /** Number of operations per {@link signatureOf}. */
  readonly signatures: ReadonlyMap<string, number>;
  /** Style and next field of a clearly paginated operation, by its position ({@link keyOfPlace}). */
  readonly nextOf: ReadonlyMap<string, Pick<Detection, 'style' | 'next'>>;
  /** Positions that more operations use as a cursor than as a page number or offset. */
  readonly cursors: ReadonlySet<string>;
}

export const NO_CONVENTIONS: Conventions = {
  styles: new Map(),
  items: new Map(),
  signatures: new Map(),
  nextOf: new Map(),
  cursors: new Set(),
};

export function keyOfPlace(place: RequestPlace): string {
  return `${place.in} ${place.key}`;
}

/** Returns style, position and next field of a detection as one string, to compare detections. */
export function signatureOf({ style, position, next, limit }: Detection): string {
  const from = position === undefined ? '' : keyOfPlace(position);
  const size = limit === undefined ? '' : keyOfPlace(limit);
  return JSON.stringify([style, from, size, next === undefined ? '' : nextKey(next)]);
}

function nextKey(next: NonNullable<Detection['next']>): string {
  switch (next.kind) {
    case 'nextHeader':
      return next.name;
    case 'itemCursor':
      return next.pointer;
    default:
      return next.place.pointer;
  }
}

/** Counts the properties that detections with a high confidence have in common. */
export function findConventions(detections: readonly Detection[]): Conventions {
  const styles = new Map<StyleName, number>();
  const items = new Map<string, number>();
  const signatures = new Map<string, number>();
  const nextOf = new Map<string, Pick<Detection, 'style' | 'next'>>();
  const lead = new Map<string, number>();
  const count = <Key>(counts: Map<Key, number>, key: Key): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const detection of detections) {
    count(styles, detection.style);
    count(items, detection.items.pointer);
    count(signatures, signatureOf(detection));
    if (detection.position !== undefined) {
      const place = keyOfPlace(detection.position);
      lead.set(place, (lead.get(place) ?? 0) + (detection.style.startsWith('cursor-') ? 1 : -1));
    }
    if (detection.position !== undefined && !nextOf.has(keyOfPlace(detection.position))) {
      nextOf.set(keyOfPlace(detection.position), {
        style: detection.style,
        ...(detection.next && { next: detection.next }),
      });
    }
  }
  const cursors = new Set([...lead].filter(([, votes]) => votes >= 2).map(([place]) => place));
  return { styles, items, signatures, nextOf, cursors };
}

/**
 * Adds the texts that most other operations of the API use as a cursor, whatever they are called: one operation of an
 * API rarely takes an offset where all others take a token.
 */
export function withUsualCursors(signs: Signs, { cursors }: Conventions): Signs {
  const usual = signs.places.filter((place) => !isNumber(place) && cursors.has(keyOfPlace(place)));
  const counted = [...signs.request.page, ...signs.request.offset];
  const hasOther = counted.some(({ place, strength }) => strength >= 2 && !usual.includes(place));
  if (usual.length === 0 || hasOther) return signs;
  const isOther = ({ place }: RequestEvidence): boolean => !usual.includes(place);
  const { cursor, page, offset } = signs.request;
  const strong = usual.map((place) => ({ place, strength: 2 as const }));
  const known = cursor.filter(({ place, strength }) => isOther({ place, strength }) || strength > 2);
  const added = strong.filter(({ place }) => known.every((each) => each.place !== place));
  return {
    ...signs,
    request: {
      ...signs.request,
      cursor: [...known, ...added].sort((a, b) => b.strength - a.strength),
      page: page.filter(isOther),
      offset: offset.filter(isOther),
    },
  };
}
