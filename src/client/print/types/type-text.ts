import type { CodeBlockWriter } from 'ts-morph';
import type { Imports } from '../source-file.ts';
import { writeDoc } from '../syntax/doc-comment.ts';
import { propertyName } from '../syntax/escape.ts';
import { dropSpace, textOf, WIDTH } from '../syntax/layout.ts';
import { type JoinedType, type Member, type ObjectType, optional, type TupleType, type Type } from './type.ts';

const OPERATORS = { union: '|', intersection: '&' } as const;
/** The column of types that are never broken over lines. */
const UNBROKEN = Number.NEGATIVE_INFINITY;

/** Returns the code of a type that begins at `column`, indented from 0. */
export function typeText(type: Type, imports: Imports, column: number): string {
  // Most types are short. A writer takes much longer than they do.
  if (isOneLine(type, column)) return lineText(type, imports);
  return textOf((writer) => new TypeWriter(writer, imports).write(type, column));
}

/** Checks whether a type has neither members nor a union that is broken over lines. */
function isOneLine(type: Type, column: number): boolean {
  if (hasMembers(type)) return false;
  return !isBreakable(type) || column + widthOf(type) < WIDTH;
}

/** Checks whether a type is broken over lines if it is too long: a union, or an array of one. */
function isBreakable(type: Type): boolean {
  return type.kind === 'union' || (type.kind === 'array' && isBreakable(type.items));
}

function hasMembers(type: Type): boolean {
  switch (type.kind) {
    case 'text':
    case 'name':
      return false;
    case 'array':
      return hasMembers(type.items);
    case 'tuple':
      return type.items.some(hasMembers) || (type.rest !== undefined && hasMembers(type.rest));
    case 'object':
      return type.members.length > 0 ? !isSmall(type) : type.index !== undefined && hasMembers(type.index);
    default:
      return type.types.some(hasMembers);
  }
}

/** An object of more members, or of wider ones, is easier to read on several lines. */
const MAX_SMALL = { members: 2, width: 60 };

/** Checks whether an object is written on one line, such as `{ message: string }`. */
function isSmall({ members, index }: ObjectType): boolean {
  if (members.length > MAX_SMALL.members || index !== undefined) return false;
  if (members.some((member) => member.doc.length > 0 || hasMembers(member.type))) return false;
  return smallWidth(members) <= MAX_SMALL.width;
}

function smallWidth(members: readonly Member[]): number {
  return members.reduce(
    (sum, member) => sum + labelOf(member).length + widthOf(memberType(member)) + '; '.length,
    '{ }'.length,
  );
}

function labelOf({ name, isRequired }: Member): string {
  return propertyName(name) + (isRequired ? ': ' : '?: ');
}

/** Returns the code of a type without members, or with those of small objects. */
function lineText(type: Type, imports: Imports): string {
  const term = (inner: Type): string =>
    inner.kind === 'union' || inner.kind === 'intersection'
      ? `(${lineText(inner, imports)})`
      : lineText(inner, imports);
  switch (type.kind) {
    case 'text':
      return type.text;
    case 'name':
      return imports.use(type.name);
    case 'array':
      return `${term(type.items)}[]`;
    case 'tuple': {
      const { items, required = items.length } = type;
      const rest = type.rest === undefined ? [] : [`...${term(type.rest)}[]`];
      return `[${[...items.map((item, index) => `${term(item)}${index < required ? '' : '?'}`), ...rest].join(', ')}]`;
    }
    case 'object':
      if (type.members.length > 0) {
        const members = type.members.map((member) => labelOf(member) + lineText(memberType(member), imports));
        return `{ ${members.join('; ')} }`;
      }
      return type.index === undefined ? '{}' : `{ [key: string]: ${lineText(type.index, imports)} }`;
    default:
      return type.types.map(term).join(` ${OPERATORS[type.kind]} `);
  }
}

/** Returns the code of a type for a place where unions are not broken over lines, such as a type argument. */
export function flatTypeText(type: Type, imports: Imports): string {
  return typeText(type, imports, UNBROKEN);
}

/** Returns the type of a member, with `undefined` if the member is optional. */
export function memberType({ type, isRequired }: Member): Type {
  return isRequired ? type : optional(type);
}

class TypeWriter {
  readonly #writer: CodeBlockWriter;
  readonly #imports: Imports;

  constructor(writer: CodeBlockWriter, imports: Imports) {
    this.#writer = writer;
    this.#imports = imports;
  }

  write(type: Type, column: number): void {
    if (isOneLine(type, column)) {
      this.#writer.write(lineText(type, this.#imports));
      return;
    }
    switch (type.kind) {
      case 'array':
        this.#term(type.items, column);
        this.#writer.write('[]');
        break;
      case 'tuple':
        this.#tuple(type);
        break;
      case 'object':
        this.#object(type);
        break;
      case 'union':
      case 'intersection':
        this.#joined(type, column);
        break;
    }
  }

  /** Writes a type in parentheses if an operator joins it. */
  #term(type: Type, column: number): void {
    if (type.kind !== 'union' && type.kind !== 'intersection') {
      this.write(type, column);
      return;
    }
    this.#writer.write('(');
    if (type.kind === 'union' && column + widthOf(type) >= WIDTH) {
      this.#lines(type, this.#writer.getIndentationLevel() + 1);
      this.#writer.newLine();
    } else this.write(type, UNBROKEN);
    this.#writer.write(')');
  }

  #tuple({ items, required = items.length, rest }: TupleType): void {
    this.#writer.write('[');
    for (const [index, item] of items.entries()) {
      this.#writer.conditionalWrite(index > 0, ', ');
      this.#term(item, UNBROKEN);
      this.#writer.conditionalWrite(index >= required, '?');
    }
    if (rest !== undefined) {
      this.#writer.write(items.length > 0 ? ', ...' : '...');
      this.#term(rest, UNBROKEN);
      this.#writer.write('[]');
    }
    this.#writer.write(']');
  }

  #object({ members, index }: ObjectType): void {
    this.#writer.inlineBlock(() => {
      if (index !== undefined) this.#member('[key: string]: ', index);
      for (const member of members) {
        writeDoc(this.#writer, member.doc);
        this.#member(labelOf(member), memberType(member));
      }
    });
  }

  #member(label: string, type: Type): void {
    this.#writer.write(label);
    this.write(type, 2 * this.#writer.getIndentationLevel() + label.length);
    this.#writer.write(';').newLine();
  }

  /** Writes a union or an intersection. A union that does not fit on the line has a line for each member. */
  #joined({ kind, types }: JoinedType, column: number): void {
    if (kind === 'union' && column + widthOf({ kind, types }) >= WIDTH) {
      dropSpace(this.#writer);
      this.#lines({ kind, types }, this.#writer.getIndentationLevel() + 1);
      return;
    }
    for (const [index, type] of types.entries()) {
      this.#writer.conditionalWrite(index > 0, ` ${OPERATORS[kind]} `);
      this.#term(type, UNBROKEN);
    }
  }

  /** Writes the members of a union on lines of their own. */
  #lines({ types }: JoinedType, level: number): void {
    for (const type of types) {
      this.#writer.withIndentationLevel(level, () => this.#writer.newLine().write('| '));
      // The lines of a broken array are indented below the text after the bar.
      this.#writer.withIndentationLevel(level + (isBreakable(type) ? 1 : 0), () =>
        this.#term(type, isBreakable(type) ? 2 * level + '| '.length : UNBROKEN),
      );
    }
  }
}

/** Returns the width of the first line of a type whose unions are not broken over lines. */
function widthOf(type: Type): number {
  switch (type.kind) {
    case 'text':
      return type.text.length;
    case 'name':
      return type.name.name.length;
    case 'array':
      return widthOf(type.items) + (isJoined(type.items) ? '()[]' : '[]').length;
    case 'tuple': {
      const items = type.rest === undefined ? type.items : [...type.items, type.rest];
      return items.reduce((sum, item) => sum + widthOf(item) + ', '.length, 0);
    }
    case 'object':
      if (type.members.length > 0) return isSmall(type) ? smallWidth(type.members) : '{'.length;
      return type.index === undefined ? '{}'.length : '{ [key: string]:  }'.length + widthOf(type.index);
    default:
      return joinedWidth(type);
  }
}

function joinedWidth({ types }: JoinedType): number {
  let width = -' | '.length;
  for (const type of types) {
    width += ' | '.length + widthOf(type);
    // The members of an object are on the lines below.
    if (type.kind === 'object' && type.members.length > 0 && !isSmall(type)) break;
  }
  return width;
}

function isJoined(type: Type): boolean {
  return type.kind === 'union' || type.kind === 'intersection';
}
