import type { Operation } from '../model/operation.ts';
import type { JsonPointer } from '../shared/json.ts';
import type { OpenedDocument } from './open-document.ts';

/** Returns the pointer of a part in the text of the document, or undefined if it is in another file or in an overlay. */
export function writtenAt(
  { location }: Pick<Operation, 'location'>,
  { file, texts }: OpenedDocument,
): JsonPointer | undefined {
  const source = texts.get(file);
  if (location.file !== file) return undefined;
  const written = source?.upgraded?.origin(location.pointer) ?? location.pointer;
  return source?.elsewhere?.(location.pointer) === undefined ? written : undefined;
}
