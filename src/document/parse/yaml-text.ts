import {
  Composer,
  type CST,
  type Document,
  isCollection,
  isScalar,
  Lexer,
  LineCounter,
  type Node,
  Parser,
  type Scalar,
  visit,
  type YAMLParseError,
} from 'yaml';
import type { Range, Report } from '../../shared/diagnostic.ts';
import { countOf } from '../../shared/words.ts';
import { isTooLarge } from './source-document.ts';

/** The tree of a YAML text, with the place of every node. */
export interface YamlTree {
  readonly document: Document;
  readonly lines: LineCounter;
  /** The offset of a second document in the same text. */
  readonly second?: number;
}

/**
 * The maximum number of uses of an anchor, counted through nested aliases. More are an attack ("billion laughs"). The
 * default of `yaml`, 100, is too low for documents that share their error responses.
 */
const MAX_ALIAS_COUNT = 10_000;

export const DUPLICATE_KEY = 'The object has this key already.';

const UNBOUNDED = 'Aliases expand to too many values.';

/** Deeper nesting would overflow the call stack in the composer of `yaml`. A level takes up to three entries. */
const MAX_STACK = 1500;

export class NestingError extends Error {}

/**
 * Builds the tree of a YAML or JSON text without reporting its faults. Like `parseDocument` of `yaml`, with a limit on
 * nesting.
 *
 * @throws NestingError
 */
export function parseTree(text: string): YamlTree {
  const lines = new LineCounter();
  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    merge: true,
    uniqueKeys: isSameKey,
    logLevel: 'silent',
  });
  const [document, second] = composer.compose(tokensOf(text, lines), true, text.length);
  if (document === undefined) throw new Error('yaml composed no document');
  return { document, lines, ...(second && { second: second.range[0] }) };
}

/** True if two keys are one name in JSON: `200` and `'200'` are different values in YAML. */
function isSameKey(a: unknown, b: unknown): boolean {
  return a === b || (isScalar(a) && isScalar(b) && textOf(a) === textOf(b));
}

function textOf({ source, value }: Scalar): string {
  return source ?? String(value);
}

function* tokensOf(text: string, lines: LineCounter): Generator<CST.Token, void, undefined> {
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    if (parser.stack.length > MAX_STACK) throw new NestingError();
  }
  yield* parser.end();
}

/** Returns the range between two offsets. */
export function rangeOf(lines: LineCounter, start: number, end: number): Range {
  const from = lines.linePos(start);
  const to = lines.linePos(Math.max(start, end));
  return {
    line: Math.max(1, from.line),
    column: Math.max(1, from.col),
    endLine: Math.max(1, to.line),
    endColumn: Math.max(1, to.col),
  };
}

/**
 * Parses YAML 1.2 (core schema, merge keys, one document). Reports every fault, and returns undefined if there is one.
 */
export function parseYaml(file: string, text: string, report: Report): (YamlTree & { data: unknown }) | undefined {
  let faults = 0;
  const fault = (message: string, range?: Range, hint?: string): void => {
    faults++;
    report({
      code: 'invalid-yaml',
      severity: 'error',
      message,
      ...(hint !== undefined && { hint }),
      location: { file, pointer: '' },
      ...(range && { range }),
    });
  };
  try {
    const tree = parseTree(text);
    const at = ([start, end]: readonly [number, number]): Range => rangeOf(tree.lines, start, end);
    if (tree.document.errors.length > 0 && isProse(text)) {
      fault('The text is neither JSON nor YAML, so it is not an OpenAPI document.', at([0, text.search(/\n|$/)]));
      return undefined;
    }
    const { shown, skipped } = withoutConsequences(tree.document.errors);
    for (const error of shown) {
      const isLast = error === shown.at(-1) && skipped > 0;
      fault(messageOf(error.code, error.message), at(error.pos), isLast ? consequences(skipped) : undefined);
    }
    if (tree.second !== undefined) {
      fault(
        'The file contains several YAML documents, and pagegen reads only one. Split the file.',
        at([tree.second, tree.second]),
      );
    }
    for (const { message, pos } of tree.document.warnings) {
      report({ code: 'unknown-tag', severity: 'warning', message, location: { file, pointer: '' }, range: at(pos) });
    }
    const rangeOfNode = (node: Node) => (node.range ? at([node.range[0], node.range[1]]) : undefined);
    const onText = (node: Node, written: string): void => {
      const message = `\`${written}\` is not a JSON value. pagegen reads it as the text \`${written}\`.`;
      const hint = 'Use a finite number, or put quotes around it.';
      const range = rangeOfNode(node);
      report({
        code: 'wrong-type',
        severity: 'warning',
        message,
        hint,
        location: { file, pointer: '' },
        ...(range && { range }),
      });
    };
    checkNodes(tree.document, (message, node) => fault(message, rangeOfNode(node)), onText);
    if (faults > 0) return undefined;
    const data: unknown = tree.document.toJS({ maxAliasCount: MAX_ALIAS_COUNT });
    if (text.includes('&') && isTooLarge(data)) {
      fault(UNBOUNDED);
      return undefined;
    }
    return { ...tree, data };
  } catch (error) {
    if (error instanceof NestingError) fault('The text nests its values too deeply.');
    else if (error instanceof ReferenceError) fault(UNBOUNDED);
    else if (error instanceof Error && error.message.startsWith('Merge sources')) {
      fault('The value of `<<` must be an object or a list of objects.');
    } else throw error;
    return undefined;
  }
}

/** A line at the start of which YAML or JSON is recognizable: a key, an item, a bracket, a marker or a comment. */
const STRUCTURE = /^(?:(?:<<|[\w$/"'{.-])[^:<>]*:(?:\s|$)|- |[[\]{}#%]|---|\.\.\.)/;

/**
 * True if most unindented lines of a text are neither YAML nor JSON: prose, a page or a program, of which each line would
 * be a fault.
 */
function isProse(text: string): boolean {
  const lines = text.split('\n', 2000).filter((line) => /^\S/.test(line));
  return lines.filter((line) => STRUCTURE.test(line)).length < lines.length / 2;
}

/** Drops what follows the first error of the syntax: a wrong indentation or bracket makes an error of each later token. */
function withoutConsequences(errors: readonly YAMLParseError[]) {
  const sorted = errors.toSorted((a, b) => a.pos[0] - b.pos[0]);
  const first = sorted.findIndex(({ code }) => code !== 'DUPLICATE_KEY');
  const shown = first < 0 ? sorted : sorted.slice(0, first + 1);
  return { shown, skipped: sorted.length - shown.length };
}

function consequences(count: number): string {
  return `${countOf(count, 'further error')} after this one can be its consequences. Correct this one first.`;
}

function messageOf(code: string, message: string): string {
  if (code === 'DUPLICATE_KEY') return DUPLICATE_KEY;
  return `${message.replace(/\.$/, '')}.`;
}

/**
 * Reports faults that `yaml` throws or ignores, and reads infinity and NaN as text, which JSON lacks. Also sets each key to its text as written, because `null:` and `1.0:`
 * are names in a document.
 */
function checkNodes(
  document: Document,
  fault: (message: string, node: Node) => void,
  onText: (node: Node, written: string) => void,
): void {
  const anchors = new Map<string, Node>();
  visit(document, {
    Pair(_, { key }) {
      if (isScalar(key) && typeof key.value !== 'symbol' && key.source !== undefined) key.value = key.source;
      if (isCollection(key)) fault('A key must be a string; this key is a list or an object.', key);
    },
    Collection(_, node) {
      if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
    Scalar(key, node) {
      if (node.anchor !== undefined) anchors.set(node.anchor, node);
      if (key !== 'key' && typeof node.value === 'number' && !Number.isFinite(node.value)) {
        const written = node.source ?? String(node.value);
        node.value = written;
        onText(node, written);
      }
    },
    Alias(_, node, path) {
      const target = anchors.get(node.source);
      if (target === undefined) fault(`The alias *${node.source} has no anchor \`&${node.source}\` before it.`, node);
      else if (path.includes(target)) fault(`The alias *${node.source} is inside its own anchor.`, node);
    },
  });
}
