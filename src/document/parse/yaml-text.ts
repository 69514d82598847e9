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
  visit,
} from 'yaml';
import type { Range, Report } from '../../shared/diagnostic.ts';

/** A YAML text with its tree, which knows where everything stands. */
export interface YamlTree {
  readonly document: Document;
  readonly lines: LineCounter;
  /** Where a second document of the same text begins. */
  readonly second?: number;
}

/**
 * An anchor that is used this often, counted through nested aliases, is a bomb rather than a document ("billion
 * laughs"). The default of `yaml`, 100, is reached by documents that share their error responses.
 */
const MAX_ALIAS_COUNT = 10_000;

const UNBOUNDED = 'An alias multiplies its content without bounds.';

/** Deeper nesting ends the process inside `yaml`, whose composer is recursive; a level takes up to three entries. */
const MAX_STACK = 1500;

export class NestingError extends Error {}

/**
 * The tree of a text, without a verdict on it. JSON is YAML, too. What `parseDocument` does, with a limit to nesting.
 *
 * @throws NestingError
 */
export function parseTree(text: string): YamlTree {
  const lines = new LineCounter();
  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    merge: true,
    uniqueKeys: true,
    logLevel: 'silent',
  });
  const [document, second] = composer.compose(tokensOf(text, lines), true, text.length);
  if (document === undefined) throw new Error('yaml composed no document');
  return { document, lines, ...(second && { second: second.range[0] }) };
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

/** The range between two offsets. */
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

/** Parses YAML 1.2 (core schema, merge keys, one document). Reports every fault; undefined where there is one. */
export function parseYaml(file: string, text: string, report: Report): (YamlTree & { data: unknown }) | undefined {
  let faults = 0;
  const fault = (message: string, range?: Range): void => {
    faults++;
    report({
      code: 'invalid-yaml',
      severity: 'error',
      message,
      location: { file, pointer: '' },
      ...(range && { range }),
    });
  };
  try {
    const tree = parseTree(text);
    const at = ([start, end]: readonly [number, number]): Range => rangeOf(tree.lines, start, end);
    for (const error of tree.document.errors) fault(messageOf(error.code, error.message), at(error.pos));
    if (tree.second !== undefined) {
      fault('The file holds several YAML documents; an OpenAPI document is one.', at([tree.second, tree.second]));
    }
    for (const { message, pos } of tree.document.warnings) {
      report({ code: 'unknown-tag', severity: 'warning', message, location: { file, pointer: '' }, range: at(pos) });
    }
    checkNodes(tree.document, (message, node) =>
      fault(message, node.range ? at([node.range[0], node.range[1]]) : undefined),
    );
    if (faults > 0) return undefined;
    const data: unknown = tree.document.toJS({ maxAliasCount: MAX_ALIAS_COUNT });
    if (text.includes('&') && isTooLarge(data)) {
      fault(UNBOUNDED);
      return undefined;
    }
    return { ...tree, data };
  } catch (error) {
    if (error instanceof NestingError) fault('The text nests too deeply.');
    else if (error instanceof ReferenceError) fault(UNBOUNDED);
    else if (error instanceof Error && error.message.startsWith('Merge sources')) {
      fault('What `<<` merges is an object, or a list of objects; here it is something else.');
    } else throw error;
    return undefined;
  }
}

function messageOf(code: string, message: string): string {
  if (code === 'DUPLICATE_KEY') return 'The key stands here for the second time in one object.';
  return `${message.replace(/\.$/, '')}.`;
}

/** Faults that `yaml` would throw or let pass, and keys as they are written: `null:` and `1.0:` are names here. */
function checkNodes(document: Document, fault: (message: string, node: Node) => void): void {
  const anchors = new Map<string, Node>();
  visit(document, {
    Pair(_, { key }) {
      if (isScalar(key) && typeof key.value !== 'symbol' && key.source !== undefined) key.value = key.source;
      if (isCollection(key)) fault('A key is a text; this one is a list or an object.', key);
    },
    Collection(_, node) {
      if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
    Scalar(key, node) {
      if (node.anchor !== undefined) anchors.set(node.anchor, node);
      if (key !== 'key' && typeof node.value === 'number' && !Number.isFinite(node.value)) {
        fault(`${node.source ?? node.value} is no JSON value.`, node);
      }
    },
    Alias(_, node, path) {
      const target = anchors.get(node.source);
      if (target === undefined) fault(`There is no anchor &${node.source} before this alias.`, node);
      else if (path.includes(target)) fault(`The alias *${node.source} stands inside its own anchor.`, node);
    },
  });
}

/** More values than any real document comes to, its aliases written out. */
const MAX_VALUES = 3_000_000;

/**
 * Whether data whose parts are shared (YAML aliases) would come to too many values if each alias were written out, as
 * whoever reads it sees it. Shared parts are counted once and multiplied.
 */
function isTooLarge(data: unknown): boolean {
  const sizes = new Map<object, number>();
  const sizeOf = (value: unknown): number => {
    if (typeof value !== 'object' || value === null) return 1;
    const known = sizes.get(value);
    if (known !== undefined) return known;
    let size = 1;
    for (const member of Object.values(value)) size += sizeOf(member);
    sizes.set(value, size);
    return size;
  };
  return sizeOf(data) > MAX_VALUES;
}
