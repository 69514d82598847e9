/** Codes of faults in overlays, each with its meaning in one line. */
export const OVERLAY_CODES = {
  'overlay-invalid': 'The file is no overlay, or an action of it lacks what it needs (Overlay Specification).',
  'overlay-unsupported-version': 'The overlay is of a version that pagegen does not read.',
  'overlay-invalid-jsonpath': 'A target or copy is no JSONPath query (RFC 9535).',
  'overlay-no-match': 'The target of an action selects nothing in the document.',
  'overlay-incompatible': 'An action puts a value where the document has one of another kind.',
} as const;

export type OverlayCode = keyof typeof OVERLAY_CODES;
