import { STYLE_NAMES } from '../../model/strategy.ts';
import { isJsonObject } from '../../shared/json.ts';
import { findNearest, isSlip } from '../../shared/nearest.ts';
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
 * Returns the keys of an object that has the form of another tool's annotation: none of them is a field of ours, or one
 * with a spelling mistake. Returns undefined for any other value.
 */
export function foreignKeys(value: unknown): readonly string[] | undefined {
  const keys = isJsonObject(value) && !isOwnFormat(value) ? Object.keys(value) : [];
  const isOurs = (key: string): boolean => FIELDS.has(key) || [...FIELDS].some((field) => isSlip(key, field));
  return keys.length === 0 || keys.some(isOurs) ? undefined : keys;
}

function isOwnStrategy(value: unknown): boolean {
  if (!isJsonObject(value)) return false;
  if (['extends', '$ref', 'request', 'response'].some((key) => Object.hasOwn(value, key))) return true;
  const isStyle = STYLE_NAMES.some((style) => style === value.style);
  return isStyle && Object.keys(value).every((key) => FIELDS.has(key));
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
  if (key === KEY) return false;
  const folded = key.toLowerCase().replace(/[_ ]/g, '-');
  if (folded === KEY || isSlip(folded, KEY)) return true;
  const isStrategy = typeof value === 'object' && (isOwnFormat(value) || isOwnMap(value));
  return isStrategy && findNearest(key, [KEY]) !== undefined;
}
