import { STYLE_NAMES } from '../../model/strategy.ts';
import { isJsonObject } from '../../shared/json.ts';
import { findNearest, isMisspelling, isSlip } from '../../shared/suggest.ts';
import { GROUPS } from '../annotation.ts';
import { OWN_FIELDS } from '../fields.ts';

export const KEY = 'x-pagination';

const FIELDS = new Set<string>([...OWN_FIELDS.keys(), ...GROUPS]);

/** True if a value has the form of our annotation. Other tools use the key `x-pagination` for formats of their own. */
export function isOwnFormat(value: unknown): boolean {
  if (value === false || typeof value === 'string') return true;
  if (Array.isArray(value)) return value.length > 0 && value.every(isOwnFormat);
  return isOwnStrategy(value);
}

/**
 * Describes a value that has the form of another tool's annotation; returns undefined for one that is ours, or that was
 * meant to be ours and has a spelling mistake.
 *
 * @param hasShared the document declares shared strategies, so that a text is the name of one
 */
export function describeForeign(value: unknown, hasShared: boolean): string | undefined {
  if (value === false || (typeof value === 'string' && hasShared)) return undefined;
  if (Array.isArray(value)) {
    const elements = value.map((element) => (element === false ? 'false' : describeForeign(element, hasShared)));
    return elements.length > 0 && !elements.includes(undefined) ? `an array with ${elements[0]}` : undefined;
  }
  if (!isJsonObject(value)) return typeof value === 'string' ? `the text "${value}"` : String(value);
  if (isOwnStrategy(value) || isNearStrategy(value)) return undefined;
  const keys = Object.keys(value);
  return keys.length === 0 ? 'an empty object' : `an object with the keys ${keys.join(', ')}`;
}

const GROUP_WORDS = ['extends', 'request', 'response'];

function isOwnStrategy(value: unknown): boolean {
  if (!isJsonObject(value)) return false;
  if (['$ref', ...GROUP_WORDS].some((key) => Object.hasOwn(value, key))) return true;
  return STYLE_NAMES.some((style) => style === value.style) && Object.keys(value).every(isKnownKey);
}

/** True if an object would be a strategy of ours if its words were spelled correctly. */
function isNearStrategy(value: object): boolean {
  const keys = Object.keys(value);
  if (keys.some((key) => GROUP_WORDS.some((word) => isMisspelling(key, word)))) return true;
  const styleKey = keys.find((key) => key === 'style' || isSlip(key, 'style'));
  const style: unknown = styleKey === undefined ? undefined : Reflect.get(value, styleKey);
  if (typeof style !== 'string' || !STYLE_NAMES.some((name) => style === name || isMisspelling(style, name)))
    return false;
  return keys.every((key) => isKnownKey(key) || [...FIELDS].some((field) => isSlip(key, field)));
}

function isKnownKey(key: string): boolean {
  return FIELDS.has(key) || key.startsWith('x-');
}

/** True if a value is a map of shared strategies. */
export function isOwnMap(value: unknown): boolean {
  if (!isJsonObject(value)) return false;
  const members = Object.values(value);
  return members.length > 0 && members.every(isOwnStrategy);
}

/**
 * True if a key is `x-pagination` with a spelling mistake. If the value has the form of our annotation, more than one
 * letter may differ.
 */
export function isMisspelledKey(key: string, value: unknown): boolean {
  // Longer keys are those of other tools, such as `x-scalar-pagination`.
  if (key === KEY || key.length > KEY.length + 3) return false;
  const folded = key.toLowerCase().replace(/[_ ]/g, '-');
  if (folded === KEY || isSlip(folded, KEY)) return true;
  const isStrategy = typeof value === 'object' && (isOwnFormat(value) || isOwnMap(value));
  return isStrategy && findNearest(key, [KEY]) !== undefined;
}
