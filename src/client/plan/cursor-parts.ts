import type { RequestField, Strategy } from '../../model/strategy.ts';
import type { JsonPointer } from '../../shared/json.ts';
import { type Expression, literal, object, optional } from './expression.ts';
import { responsePlace } from './page-facts.ts';

/** Plans the parts of a cursor. Returns undefined if the cursor is one value. */
export function planCursorParts(
  { cursorParts }: Strategy,
  pointerTo: (field: RequestField) => JsonPointer,
): Expression | undefined {
  if (cursorParts === undefined) return undefined;
  const parts = cursorParts.map(({ name, field, next, item, optional: isOptional, keep }) => {
    const part = object({
      to: literal(pointerTo(field)),
      next: responsePlace(next),
      item: optional(item),
      isOptional: optional(isOptional),
      isKept: optional(keep),
    });
    return [name, part] as const;
  });
  return object(Object.fromEntries(parts));
}
