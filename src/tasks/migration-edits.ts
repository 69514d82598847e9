import { type Insertion, insertMembers } from '../document/edit/insert-members.ts';
import { appendToken, isJsonObject, type JsonPointer, type JsonValue, valueAt } from '../shared/json.ts';

/** A member to add to an object of the document. */
export interface Edit {
  /** Pointer to the object, in the text of the document. */
  readonly pointer: JsonPointer;
  readonly key: string;
  readonly value: JsonValue;
  /** Key of the member to insert before. */
  readonly before: string;
  /** True if the object may have the key with another value, which must go. */
  readonly replaces?: true;
}

interface MergedEdit {
  readonly pointer: JsonPointer;
  readonly update: { readonly [key: string]: JsonValue };
  /** Keys to remove before the update. */
  readonly removed: readonly string[];
}

/** Returns one update per object. Two edits of one member are merged. */
export function mergeEdits(edits: readonly Edit[]): MergedEdit[] {
  const merged = new Map<JsonPointer, MergedEdit>();
  for (const { pointer, key, value, replaces } of edits) {
    const { update = {}, removed = [] } = merged.get(pointer) ?? {};
    merged.set(pointer, {
      pointer,
      update: { ...update, [key]: mergeValues(update[key], value) },
      removed: replaces === true && !removed.includes(key) ? [...removed, key] : removed,
    });
  }
  return [...merged.values()];
}

/**
 * Inserts members into a text, whose other parts stay as they are. A member that exists is never overwritten: its own
 * members are added if it is an object, and it is missed otherwise.
 */
export function editedText(
  text: string,
  data: unknown,
  edits: readonly Edit[],
): { readonly text: string; readonly missed: ReadonlyMap<Edit, 'taken' | 'aliased'> } {
  const missed = new Map<Edit, 'taken' | 'aliased'>();
  const insertions = new Map<Insertion, readonly Edit[]>();
  for (const { pointer, update } of mergeEdits(edits)) {
    for (const [key, value] of Object.entries(update)) {
      const origins = edits.filter((edit) => edit.pointer === pointer && edit.key === key);
      const [{ before = key } = {}] = origins;
      for (const insertion of missingMembers(data, { pointer, key, value, before })) {
        if (insertion === 'taken') for (const edit of origins) missed.set(edit, 'taken');
        else insertions.set(insertion, origins);
      }
    }
  }
  const inserted = insertMembers(text, [...insertions.keys()]);
  for (const insertion of inserted.missed)
    for (const edit of insertions.get(insertion) ?? []) missed.set(edit, 'aliased');
  return { text: inserted.text, missed };
}

/** Returns the insertions of those members that the document does not have yet. */
export function missingMembers(data: unknown, insertion: Insertion): (Insertion | 'taken')[] {
  const { pointer, key, value, before } = insertion;
  const owner = valueAt(data, pointer);
  if (!isJsonObject(owner) || !Object.hasOwn(owner, key)) return [insertion];
  const present = owner[key];
  if (JSON.stringify(present) === JSON.stringify(value)) return [];
  if (!isJsonObject(present) || !isJsonObject(value)) return ['taken'];
  const below = appendToken(pointer, key);
  return Object.entries(value).flatMap(([name, member]) =>
    missingMembers(data, { pointer: below, key: name, value: member as JsonValue, before }),
  );
}

function mergeValues(first: JsonValue | undefined, second: JsonValue): JsonValue {
  if (!isJsonObject(first) || !isJsonObject(second)) return second;
  const merged: Record<string, JsonValue> = { ...first };
  for (const [key, value] of Object.entries(second)) merged[key] = mergeValues(merged[key], value as JsonValue);
  return merged;
}
