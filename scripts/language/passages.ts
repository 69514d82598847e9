import { ts } from 'ts-morph';
import type { PassageKind } from './idioms.ts';

/**
 * A piece of text that a person reads. It is as long as the piece of the file that it was taken from: code, markup and
 * comment marks are replaced by characters that no idiom matches, so an index in `text` is an offset in the file.
 */
export interface Passage {
  readonly kind: PassageKind;
  readonly text: string;
  /** Offset of the passage in its file. */
  readonly offset: number;
}

/** Replaces each character of code. It is not part of any word. */
const HIDDEN = '·';

/** Returns the passages of a file that people read, depending on its extension. */
export function passagesOf(path: string, text: string): Passage[] {
  if (/\.[cm]?tsx?$/.test(path)) return sourcePassages(path, text);
  if (path.endsWith('.json')) return descriptions(text);
  return markdownPassages(path.endsWith('.hbs') ? hide(text, /\{\{\{?(?!!)[^}]*\}\}\}?/g) : text);
}

/** Returns the comments and, if they look like prose, the literals of TypeScript. */
function sourcePassages(path: string, text: string): Passage[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false);
  const literals: Literal[] = [];
  const docstrings = new Set<number>();
  const visit = (node: ts.Node): void => {
    if (isFunction(node)) {
      const last = ts.getLeadingCommentRanges(text, node.pos)?.at(-1);
      if (last) docstrings.add(last.pos);
    }
    const literal = literalOf(node, file);
    if (literal) literals.push(literal);
    ts.forEachChild(node, visit);
  };
  visit(file);

  const strings = literals.filter(({ isText }) => isText).map((literal) => stringPassage(literal, text));
  return [...comments(text, literals, docstrings), ...strings.filter(isProse)];
}

interface Literal extends Range {
  /** False for regular expressions: they can look like comments, but do not contain prose. */
  readonly isText: boolean;
  /** Parts that are code: the expressions of a template. */
  readonly code: readonly Range[];
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function literalOf(node: ts.Node, file: ts.SourceFile): Literal | undefined {
  const isRegex = node.kind === ts.SyntaxKind.RegularExpressionLiteral;
  const isTemplate = ts.isTemplateExpression(node) || ts.isTemplateLiteralTypeNode(node);
  if (!isRegex && !isTemplate && !ts.isStringLiteralLike(node) && !ts.isJsxText(node)) return undefined;
  const code = isTemplate
    ? [...node.templateSpans].map((part) => ({
        start: part.getFullStart() - '${'.length,
        end: part.literal.getStart(file) + '}'.length,
      }))
    : [];
  return { start: node.getStart(file), end: node.end, isText: !isRegex, code };
}

function isFunction(node: ts.Node): boolean {
  if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) || ts.isMethodSignature(node)) return true;
  if (!ts.isVariableStatement(node)) return false;
  const initializer = node.declarationList.declarations[0]?.initializer;
  return initializer !== undefined && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer));
}

const COMMENT = /\/\*[\s\S]*?\*\/|\/\/[^\n]*(?:\n[ \t]*\/\/[^\n]*)*/g;

/** Returns the comments. Line comments on successive lines are one passage. */
function comments(text: string, literals: readonly Literal[], docstrings: ReadonlySet<number>): Passage[] {
  const ranges = literals.flatMap(({ start, end, code }) => between(start, end, code));
  const code = blankRanges(
    text,
    ranges.sort((a, b) => a.start - b.start),
  );
  return [...code.matchAll(COMMENT)].map(({ index, 0: comment }) => {
    const bare = blank(comment, /\/\*+|\*\/|^[ \t]*\*(?!\/)|^[ \t]*\/\/+|^\/\/+|(?:<!--|-->)/gm);
    const kind = docstrings.has(index) && comment.startsWith('/**') ? 'docstring' : 'comment';
    return { kind, text: hide(bare, /`[^`]*`|\{@[^}]*\}|https?:\S+/g), offset: index };
  });
}

function stringPassage({ start, end, code }: Literal, text: string): Passage {
  const prose = blankRanges(
    text.slice(start, end),
    code.map((part) => ({ start: part.start - start, end: part.end - start })),
  );
  return { kind: 'string', text: blank(hide(prose, /\\`[^`]*`/g), /^[`'"]|[`'"]$|\\./g), offset: start };
}

/** Returns the ranges of a literal without the expressions of a template, because these can contain comments. */
function between(start: number, end: number, code: readonly Range[]): Range[] {
  const starts = [start, ...code.map((part) => part.end)];
  const ends = [...code.map((part) => part.start), end];
  return starts.map((from, index) => ({ start: from, end: ends[index] ?? end }));
}

/** Hides ranges that are sorted by their start. */
function blankRanges(text: string, ranges: readonly Range[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of ranges) {
    parts.push(text.slice(from, start), HIDDEN.repeat(end - start));
    from = end;
  }
  return parts.join('') + text.slice(from);
}

function isProse({ text }: Passage): boolean {
  return /[A-Za-z]{2,}\s+\S*[A-Za-z]{2,}/.test(text);
}

/** Returns the descriptions of a JSON schema. */
function descriptions(text: string): Passage[] {
  return [...text.matchAll(/(?<="(?:description|markdownDescription)": ")(?:[^"\\]|\\.)*/g)].map(
    ({ index, 0: description }) => ({
      kind: 'string',
      text: blank(hide(description, /`[^`]*`/g), /\\./g),
      offset: index,
    }),
  );
}

const MARKUP =
  /^(```|~~~)[\s\S]*?^\1|^---\n[\s\S]*?^---|<(?:style|script)[\s\S]*?<\/|<\/?[a-z][^>]*>|`[^`\n]+`|\]\([^)]*\)|https?:\S+/gm;

/** Returns the paragraphs, headings, list items and table cells of Markdown. */
function markdownPassages(text: string): Passage[] {
  const passages: Passage[] = [];
  const prose = hide(text, MARKUP);
  let paragraph: { start: number; end: number } | undefined;
  const close = (): void => {
    if (paragraph) passages.push(passage('prose', paragraph.start, prose.slice(paragraph.start, paragraph.end)));
    paragraph = undefined;
  };
  let offset = 0;
  const lines = prose.split('\n');
  for (const [number, line] of lines.entries()) {
    const isHead = /^\s*\|[\s:|-]+\|\s*$/.test(lines[number + 1] ?? '');
    if (/^\s*$|^\s*[·=-]+$/.test(line)) close();
    else if (line.startsWith('#')) {
      close();
      passages.push(passage('heading', offset, line));
    } else if (/^\s*\|/.test(line)) {
      close();
      for (const cell of line.matchAll(/[^|]+/g))
        passages.push(passage(isHead ? 'heading' : 'prose', offset + cell.index, cell[0]));
    } else {
      if (/^\s*(?:[-*+]|\d+\.) /.test(line)) close();
      paragraph = { start: paragraph?.start ?? offset, end: offset + line.length };
    }
    offset += line.length + 1;
  }
  close();
  return passages;
}

function passage(kind: PassageKind, offset: number, text: string): Passage {
  return { kind, text: blank(text, /^[\s>]*(?:[-*+]|\d+\.) |^[\s>]+|[*[\]]|<!--|-->/gm), offset };
}

/** Replaces what is not prose by `HIDDEN`, and keeps line breaks. */
function hide(text: string, pattern: RegExp): string {
  return text.replace(pattern, (match) => match.replace(/[^\n]/g, HIDDEN));
}

/** Replaces marks around prose by spaces. */
function blank(text: string, pattern: RegExp): string {
  return text.replace(pattern, (match) => match.replace(/[^\n]/g, ' '));
}
