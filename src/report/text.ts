const MOST = 400;

/** Text of a document that is to be shown: control characters become spaces, and what is too long is cut. */
export function cut(text: string, most: number = MOST): string {
  const shown = text.replaceAll(/\p{Cc}+/gu, ' ');
  return shown.length <= most ? shown : `${shown.slice(0, most - 1)}…`;
}
