import { parseItemPointer, parseRequestExpression, parseResponseExpression } from '../../model/pagination-fields.ts';
import { STYLE_NAMES } from '../../model/strategy.ts';
import type { Report } from '../../shared/diagnostic.ts';
import {
  describeValue,
  isJsonObject,
  type JsonValue,
  keyLocation,
  type Located,
  type Location,
  memberOf,
  membersOf,
} from '../../shared/json.ts';
import { findNearest, suggestWord } from '../../shared/suggest.ts';
import { type AnnotationGroup, GROUPS, type GroupName, type StrategyAnnotation } from '../annotation.ts';
import { type FieldValue, requestExpression, requestValues, responseExpression } from '../field-values.ts';
import { GROUP_FIELDS, OWN_FIELDS } from '../fields.ts';
import { bareNamePlace } from '../styles.ts';
import { reportError } from './codes.ts';

/** A strategy object as it is written at one place. A value of null removes an inherited one. */
export interface WrittenStrategy {
  readonly location: Location;
  readonly extends?: Located<string>;
  /** The whole object, if it has a `$ref`, which is not yet resolved. */
  readonly reference?: Located;
  readonly fields: ReadonlyMap<string, Located>;
  /** A group of null removes the inherited group. */
  readonly groups: ReadonlyMap<GroupName, AnnotationGroup | null>;
  /** See `StrategyAnnotation`. */
  readonly faults: ReadonlySet<string>;
}

const isGroup = (key: string): key is GroupName => (GROUPS as readonly string[]).includes(key);
const KEYS = [...OWN_FIELDS.keys(), ...GROUPS, 'extends'];

/** Reads a strategy object. Reports unknown keys, and values that their field does not accept. */
export function strategyObject(node: Located, report: Report): WrittenStrategy {
  const faults = new Set<string>();
  const fields = new Map<string, Located>();
  const groups = new Map<GroupName, AnnotationGroup | null>();
  for (const [key, member] of membersOf(node)) {
    if (key === 'extends' || key === '$ref' || key.startsWith('x-')) continue;
    const field = OWN_FIELDS.get(key);
    if (isGroup(key)) groups.set(key, groupObject(key, member, report, faults));
    else if (field === undefined) faults.add(unknownKey(key, member, 'A strategy', KEYS, report));
    else if (checkField(`\`${key}\``, member, field.value, report)) fields.set(key, member);
    else faults.add(key);
  }
  if (!checkStyle(fields.get('style'), report)) faults.add('style');
  const base = baseOf(node, report, faults);
  return { location: node.location, ...base, fields, groups, faults };
}

function groupObject(group: GroupName, node: Located, report: Report, faults: Set<string>): AnnotationGroup | null {
  if (node.value === null) return null;
  const fields = new Map<string, Located>();
  if (!isJsonObject(node.value)) {
    const message = `\`${group}\` must be an object; found ${describeValue(node.value)}.`;
    reportError(report, 'pagination-wrong-type', message, node.location);
    faults.add(group);
  }
  const known = GROUP_FIELDS[group];
  for (const [key, member] of membersOf(node)) {
    const field = known.get(key);
    if (key.startsWith('x-')) continue;
    if (field === undefined) {
      faults.add(`${group}.${unknownKey(key, member, `\`${group}\``, [...known.keys()], report)}`);
    } else if (checkField(`\`${group}.${key}\``, member, field.value, report)) fields.set(key, member);
    else faults.add(`${group}.${key}`);
  }
  for (const [field, node] of fields) {
    if (known.get(field)?.value !== requestValues) continue;
    for (const [key, member] of membersOf(node)) {
      const name = { value: key, location: keyLocation(member.location) };
      if (!checkField(`A key of \`${group}.${field}\``, name, requestExpression, report))
        faults.add(`${group}.${field}`);
    }
  }
  return { location: node.location, fields };
}

/** True if a field accepts a value; reports it otherwise. Null is valid: it removes an inherited value. */
function checkField(name: string, node: Located, rule: FieldValue, report: Report): boolean {
  const { value, location } = node;
  if (value === null) return true;
  if (!rule.accepts(value)) {
    const isEmpty = value === '' && rule.expected === 'a string';
    const message = `${name} must ${isEmpty ? 'not be empty' : `be ${rule.expected}; found ${show(value)}`}.`;
    const fix = rule.fixOf?.(value);
    const hint = rule.hintOf?.(value);
    reportError(report, 'pagination-wrong-type', message, location, { ...(hint && { hint }), ...(fix && { fix }) });
    return false;
  }
  const isFree = rule.isFree?.(value) ?? false;
  if (rule.choices !== undefined && !isFree && !rule.choices.includes(String(value))) {
    const message = `${name} must be ${rule.expected}; found ${show(value)}.`;
    const hint = rule.hintOf?.(value);
    reportError(report, 'pagination-unknown-value', message, location, {
      ...(hint && { hint }),
      ...suggestWord(String(value), rule.choices),
    });
    return false;
  }
  const { syntax } = rule;
  if (
    syntax !== undefined &&
    typeof value === 'string' &&
    (rule.choices === undefined || isFree) &&
    !syntax.parses(value)
  ) {
    const message = `${name} is \`${value}\`, which is not a ${syntax.name}.`;
    reportError(report, 'pagination-invalid-expression', message, location, { hint: syntax.hint });
    return false;
  }
  return true;
}

function checkStyle(style: Located | undefined, report: Report): boolean {
  if (style === undefined || style.value === null) return true;
  if ((STYLE_NAMES as readonly unknown[]).includes(style.value)) return true;
  const message = `There is no pagination style \`${style.value}\`; the styles are ${STYLE_NAMES.join(', ')}.`;
  const advice = suggestWord(String(style.value), STYLE_NAMES);
  reportError(report, 'pagination-unknown-style', message, style.location, advice);
  return false;
}

/** Returns the reference to the strategy that this one extends: `extends` or `$ref`, never both. */
function baseOf(node: Located, report: Report, faults: Set<string>): Pick<WrittenStrategy, 'extends' | 'reference'> {
  const parent = memberOf(node, 'extends');
  const reference = memberOf(node, '$ref');
  if (parent !== undefined && reference !== undefined) {
    const message = '`extends` and `$ref` of a strategy are mutually exclusive.';
    reportError(report, 'pagination-exclusive-fields', message, keyLocation(parent.location), {
      hint: 'Remove one of them.',
    });
    faults.add('extends');
  }
  if (parent !== undefined && typeof parent.value !== 'string') {
    const message = `\`extends\` must be the name of a shared strategy; found ${describeValue(parent.value)}.`;
    reportError(report, 'pagination-wrong-type', message, parent.location);
    faults.add('extends');
  } else if (parent !== undefined) {
    return { extends: { value: String(parent.value), location: parent.location } };
  }
  return reference === undefined ? {} : { reference: node };
}

/** Reports an unknown key. Returns the key that its author probably meant, or the key itself if no other is similar. */
function unknownKey(key: string, member: Located, owner: string, known: readonly string[], report: Report): string {
  const message = `${owner} has no key \`${key}\`; the keys are ${known.join(', ')}.`;
  const group = GROUPS.find((each) => GROUP_FIELDS[each].has(key));
  const isMisplaced = group !== undefined || OWN_FIELDS.has(key);
  const home = group === undefined ? 'next to `request` and `response`' : `into \`${group}\``;
  const advice = isMisplaced ? { hint: `Move it ${home}.` } : suggestWord(key, known);
  reportError(report, 'pagination-unknown-key', message, keyLocation(member.location), advice);
  return isMisplaced ? key : (findNearest(key, known) ?? key);
}

/** Returns the text of a scalar or array, and the type of an object. */
function show(value: unknown): string {
  if (Array.isArray(value)) return `\`${JSON.stringify(value)}\``;
  if (typeof value === 'object') return describeValue(value);
  return typeof value === 'string' ? `"${value}"` : String(value);
}

/** Returns a strategy as an author would write it under `x-pagination`, in the short form of each value. */
export function writtenAnnotation({ fields, groups }: StrategyAnnotation): { readonly [key: string]: JsonValue } {
  const style = String(fields.get('style')?.value);
  const members: [string, JsonValue][] = [...fields].map(([key, { value }]) => [key, value as JsonValue]);
  for (const [group, { fields: inside }] of groups) {
    if (inside.size === 0) continue;
    const written = [...inside].map(([key, { value }]) => [key, shortest(group, key, value as JsonValue, style)]);
    members.push([group, Object.fromEntries(written) as JsonValue]);
  }
  return Object.fromEntries(members);
}

function shortest(group: GroupName, key: string, value: JsonValue, style: string): JsonValue {
  if (typeof value !== 'string') return value;
  const accepted = GROUP_FIELDS[group].get(key)?.value;
  if (group === 'request' && accepted?.syntax === requestExpression.syntax)
    return shortRequest(value, bareNamePlace(style, key));
  // Fields that also accept an object share the syntax of the text.
  if (accepted?.syntax === responseExpression.syntax) return shortResponse(value);
  if (key === 'itemCursor') return parseItemPointer(value) ?? value;
  return value;
}

function shortRequest(text: string, bare: ReturnType<typeof bareNamePlace>): string {
  const meant = parseRequestExpression(text, bare);
  if (meant === undefined || meant.in === 'path') return text;
  const short = meant.in === 'body' ? meant.pointer : meant.name;
  return same(parseRequestExpression(short, bare), meant) ? short : text;
}

function shortResponse(text: string): string {
  const meant = parseResponseExpression(text);
  if (meant?.in !== 'body' || meant.pointer === '') return text;
  return same(parseResponseExpression(meant.pointer), meant) ? meant.pointer : text;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
