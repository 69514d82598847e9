const MAX_LENGTH = 400;

/** Prepares a text of the document for the page: replaces control characters by spaces, and truncates long texts. */
export function truncate(text: string, maxLength: number = MAX_LENGTH): string {
  const plain = text.replaceAll(/\p{Cc}+/gu, ' ');
  return plain.length <= maxLength ? plain : `${plain.slice(0, maxLength - 1)}…`;
}
