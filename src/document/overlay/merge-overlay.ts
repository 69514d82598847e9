import { Document, isMap, isSeq, parseDocument, type YAMLSeq } from 'yaml';
import { InputError } from '../../shared/diagnostic.ts';
import { isJsonObject } from '../../shared/json.ts';
import { selectPaths, unescapeName } from './json-path.ts';

/** The result of adding the actions of one overlay to another. */
export interface MergedOverlay {
  /** The existing text with the new actions after its own; the same text if there is none. */
  readonly text: string;
  readonly added: number;
  /** Targets for which the existing overlay has the same value already. */
  readonly unchanged: readonly string[];
  /** Targets for which the existing overlay has another value, which is kept. */
  readonly conflicts: readonly string[];
}

interface Action {
  readonly target: string;
  readonly remove: boolean;
  readonly update: unknown;
}

/** Actions that belong together: a removal, and the update that replaces what was removed. */
interface Unit {
  readonly target: string;
  readonly indexes: readonly number[];
  readonly update: unknown;
}

/**
 * Adds the actions of an overlay to one that a person may have edited. Existing actions and comments stay as they are.
 * An action for a place that the existing overlay changes already is not added.
 *
 * @param data the document that both change; needed to follow queries such as `$.paths[*].get`
 * @throws InputError `overlay-invalid` if the existing text is not an overlay
 */
export function mergeOverlay(existing: string, displayPath: string, proposed: string, data?: unknown): MergedOverlay {
  const own = parseOverlay(existing, displayPath);
  const added = parseOverlay(proposed, displayPath);
  const known = actionsIn(own.value);
  const kept: number[] = [];
  const unchanged: string[] = [];
  const conflicts: string[] = [];
  for (const unit of unitsOf(actionsIn(added.value))) {
    const there = known.flatMap((action) => valuesAt(action, unit, data));
    if (there.length === 0) kept.push(...unit.indexes);
    else if (isEqual(there.at(-1), unit.update)) unchanged.push(unit.target);
    else conflicts.push(unit.target);
  }
  const count = { added: kept.length, unchanged, conflicts };
  if (kept.length === 0) return { text: existing, ...count };
  const values = actionListOf(added.value);
  const extra = kept.map((index) => {
    const node = added.actions.items[index];
    // The parser takes the comment before the first item for one of the sequence.
    const comment = index === 0 ? added.actions.commentBefore : undefined;
    return { value: values[index], comment: (isMap(node) ? node.commentBefore : undefined) ?? comment };
  });
  return { text: append(existing, own, extra), ...count };
}

/** True if two JSON values are equal. The order of members has no meaning. */
function isEqual(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) || Array.isArray(b) || !isJsonObject(a) || !isJsonObject(b)) {
    const bothArrays = Array.isArray(a) && Array.isArray(b) && a.length === b.length;
    return a === b || (bothArrays && a.every((value, index) => isEqual(value, b[index])));
  }
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => isEqual(a[key], b[key]));
}

interface ParsedOverlay {
  readonly document: Document;
  readonly actions: YAMLSeq;
  readonly value: unknown;
}

function parseOverlay(text: string, displayPath: string): ParsedOverlay {
  const document = parseDocument(text, { logLevel: 'silent' });
  const actions = isMap(document.contents) ? document.contents.get('actions') : undefined;
  const isOverlay = isMap(document.contents) && document.contents.has('overlay');
  if (document.errors.length > 0 || !isOverlay || !isSeq(actions)) {
    const message = `${displayPath} exists and is not an overlay, so nothing can be added to it.`;
    throw new InputError('overlay-invalid', message, { hint: 'Name another file, or replace this one with --force.' });
  }
  return { document, actions, value: document.toJS() };
}

function actionsIn(value: unknown): Action[] {
  return actionListOf(value).map((action) => {
    const { target, remove, update } = isJsonObject(action) ? (action as Record<string, unknown>) : {};
    return { target: String(target), remove: remove === true, update };
  });
}

function unitsOf(actions: readonly Action[]): Unit[] {
  const units: Unit[] = [];
  let removals: number[] = [];
  for (const [index, { target, remove, update }] of actions.entries()) {
    if (remove) {
      removals.push(index);
      continue;
    }
    units.push({ target, indexes: [...removals, index], update });
    removals = [];
  }
  return units;
}

/** Returns the members that an action sets at the target of a unit, if they include any of the unit's members. */
function valuesAt({ target, remove, update }: Action, unit: Unit, data: unknown): unknown[] {
  const wanted = pathOf(unit.target);
  if (remove || wanted === undefined || !isJsonObject(unit.update)) return [];
  const names = Object.keys(unit.update);
  return pathsOf(target, data).flatMap((path) => {
    if (path.length > wanted.length || path.some((token, index) => token !== wanted[index])) return [];
    let value = update;
    for (const token of wanted.slice(path.length)) value = isJsonObject(value) ? Reflect.get(value, token) : undefined;
    if (!isJsonObject(value)) return [];
    const own = Object.entries(value).filter(([name]) => names.includes(name));
    return own.length === 0 ? [] : [Object.fromEntries(own)];
  });
}

function pathsOf(query: string, data: unknown): string[][] {
  const path = pathOf(query);
  if (path !== undefined) return [path];
  try {
    return selectPaths(data, query).map((found) => found.map(String));
  } catch {
    // The query is invalid, which is reported when the overlay is applied.
    return [];
  }
}

/** A name or an index of a query that selects one place, such as `.get` or `['/a']`. A number stands for both. */
const SEGMENT = /^(?:\.([A-Za-z_][\w-]*)|\[\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|(\d+))(?:\s*,\s*\d+)?\s*\])/;

/** Returns the names in a query that selects one place; undefined for any other query. */
function pathOf(query: string): string[] | undefined {
  if (!query.startsWith('$')) return undefined;
  const path: string[] = [];
  for (let rest = query.slice(1); rest !== ''; ) {
    const [whole, name, single, double, index] = SEGMENT.exec(rest) ?? [];
    if (whole === undefined) return undefined;
    path.push(name ?? index ?? unescapeName(single ?? double ?? ''));
    rest = rest.slice(whole.length);
  }
  return path;
}

/** A new action with the comment before it. */
interface Addition {
  readonly value: unknown;
  readonly comment: string | null | undefined;
}

/** Adds actions after the last one. The text before them stays as it is, if the actions are a block of YAML. */
function append(text: string, { document, actions, value }: ParsedOverlay, extra: readonly Addition[]): string {
  if (text.trimStart().startsWith('{')) return appendJson(text, value, extra);
  const last = actions.items.at(-1);
  const end = isMap(last) ? last.range?.[1] : undefined;
  const start = actions.range?.[0] ?? 0;
  const dash = /^([ \t]*)-/.exec(text.slice(text.lastIndexOf('\n', start - 1) + 1));
  if (actions.flow === true || end === undefined || dash === null) {
    for (const addition of extra) actions.add(document.createNode(addition.value, { aliasDuplicateObjects: false }));
    return document.toString({ lineWidth: 0 });
  }
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = linesOf(extra).map((line) => (line === '' ? line : `${dash[1]}${line}`));
  const head = text.slice(0, end).trimEnd();
  // A comment on the last line belongs to it.
  const lineEnd = text.indexOf('\n', head.length);
  const kept = lineEnd === -1 ? text : text.slice(0, lineEnd);
  return `${kept.trimEnd()}${eol}${lines.join(eol)}${eol}${lineEnd === -1 ? '' : text.slice(lineEnd + 1)}`;
}

/** Returns the lines of actions as items of a YAML sequence, with their comments. */
function linesOf(extra: readonly Addition[]): string[] {
  const block = new Document(
    extra.map(({ value }) => value),
    { aliasDuplicateObjects: false },
  );
  if (isSeq(block.contents)) {
    for (const [index, item] of block.contents.items.entries()) {
      if (isMap(item)) item.commentBefore = extra[index]?.comment ?? null;
    }
  }
  return block.toString({ lineWidth: 0 }).trimEnd().split('\n');
}

function appendJson(text: string, value: unknown, extra: readonly Addition[]): string {
  const [, indent = '  '] = /\n([ \t]+)"/.exec(text) ?? [];
  const actions = [...actionListOf(value), ...extra.map((addition) => addition.value)];
  const merged = { ...(isJsonObject(value) ? value : {}), actions };
  return `${JSON.stringify(merged, null, text.includes('\n') ? indent : undefined)}\n`;
}

function actionListOf(value: unknown): readonly unknown[] {
  const list = isJsonObject(value) ? value.actions : undefined;
  return Array.isArray(list) ? list : [];
}
