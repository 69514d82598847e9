/** Codes of what is reported about the annotations of other tools, each with its meaning in one line. */
export const DIALECT_CODES = {
  'dialect-untranslated': "A part of another tool's pagination annotation has no counterpart here; it is left out.",
  'dialect-unpaginated': "Another tool's pagination annotation cannot be translated; the operation is not paginated.",
  'dialect-assumed-items':
    "Another tool's pagination annotation does not say where the items are; the only array of the response is used.",
  'dialect-conflict': 'Two pagination annotations of one operation say different things; the first of them is used.',
} as const;

export type DialectCode = keyof typeof DIALECT_CODES;
