import type { JoinedType, Type } from './type.ts';

/** Returns the width of the first line of a type whose unions are not broken over lines. */
export function widthOf(type: Type): number {
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
      if (type.members.length > 0) return '{'.length;
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
    if (type.kind === 'object' && type.members.length > 0) break;
  }
  return width;
}

function isJoined(type: Type): boolean {
  return type.kind === 'union' || type.kind === 'intersection';
}
