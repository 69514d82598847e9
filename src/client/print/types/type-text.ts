import type { CodeBlockWriter } from 'ts-morph';
import type { Imports } from '../imports.ts';
import { writeDoc } from '../syntax/doc-comment.ts';
import { dropSpace, keepIndentation, textOf, WIDTH } from '../syntax/layout.ts';
import { propertyName } from '../syntax/property-name.ts';
import { type JoinedType, type Member, type ObjectType, optional, type TupleType, type Type } from './type.ts';
import { widthOf } from './type-width.ts';

const OPERATORS = { union: '|', intersection: '&' } as const;
/** The column of types that are never broken over lines. */
const UNBROKEN = Number.NEGATIVE_INFINITY;

/** Returns the code of a type that begins at `column`. If it has several lines, they keep their indentation. */
export function typeText(type: Type, imports: Imports, column: number): string {
  // Most types are a single name.
  if (type.kind === 'text') return type.text;
  if (type.kind === 'name') return imports.use(type.name);
  return keepIndentation(textOf((writer) => new TypeWriter(writer, imports).write(type, column)));
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
    switch (type.kind) {
      case 'text':
        this.#writer.write(type.text);
        break;
      case 'name':
        this.#writer.write(this.#imports.use(type.name));
        break;
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
    const isJoined = type.kind === 'union' || type.kind === 'intersection';
    this.#writer.conditionalWrite(isJoined, '(');
    this.write(type, isJoined ? UNBROKEN : column);
    this.#writer.conditionalWrite(isJoined, ')');
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
    if (members.length === 0) {
      this.#writer.write('{');
      if (index !== undefined) {
        this.#writer.write(' [key: string]: ');
        this.write(index, UNBROKEN);
        this.#writer.write(' ');
      }
      this.#writer.write('}');
      return;
    }
    this.#writer.inlineBlock(() => {
      if (index !== undefined) this.#member('[key: string]: ', index);
      for (const member of members) {
        writeDoc(this.#writer, member.doc);
        this.#member(propertyName(member.name) + (member.isRequired ? ': ' : '?: '), memberType(member));
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
    const isBroken = kind === 'union' && column + widthOf({ kind, types }) >= WIDTH;
    if (isBroken) dropSpace(this.#writer);
    const level = this.#writer.getIndentationLevel() + (isBroken ? 1 : 0);
    this.#writer.withIndentationLevel(level, () => {
      for (const [index, type] of types.entries()) {
        if (isBroken) this.#writer.newLine().write('| ');
        else this.#writer.conditionalWrite(index > 0, ` ${OPERATORS[kind]} `);
        if (type.kind === 'union' || type.kind === 'intersection') this.#term(type, UNBROKEN);
        else this.write(type, UNBROKEN);
      }
    });
  }
}
