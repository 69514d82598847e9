import { bareNamePlace } from '../annotation/styles.ts';
import { numberConstraints, type Schemas } from '../model/schema-kinds.ts';
import type { StyleName } from '../model/strategy.ts';
import type { JsonValue } from '../shared/json.ts';
import type { Detection } from './evidence.ts';
import type { RequestPlace } from './request-places.ts';

/** Returns the bare name if the style looks for it in the place, the full expression otherwise. */
export function requestExpression(place: RequestPlace, style: StyleName, field: string): string {
  const bare = bareNamePlace(style, field);
  if (place.in === 'body') {
    const isBare = bare === 'body' && place.key.lastIndexOf('/') === 0 && !/[~/$]/.test(place.name);
    return isBare ? place.name : place.key;
  }
  const isName = !place.key.startsWith('/') && !/^\$(?:request|response)\./.test(place.key);
  return place.in === bare && isName ? place.key : `$request.${place.in}.${place.key}`;
}

const ZERO_BASED =
  /\b(?:zero|0)[- ](?:based|indexed)\b|\b(?:starts?|starting|begins?|beginning|counted|indexed)\b[^.]{0,20}\b(?:at|from|with)\b[^.\d]{0,8}\b(?:0|zero)\b|\bfirst page is (?:page )?(?:number )?(?:0|zero)\b/;

/**
 * Finds the position of the first page, if it differs from the style's default: from the parameter's default, its
 * minimum or its description. Undefined for cursors.
 */
export function findStart(
  { style, position }: Detection,
  schemas: Schemas,
): { readonly start: JsonValue; readonly note: string } | undefined {
  if (position === undefined || (style !== 'offset' && style !== 'page')) return undefined;
  const standard = style === 'page' ? 1 : 0;
  const declared = numberConstraints(position.schema, schemas);
  const { minimum } = declared;
  const starts = (start: number, note: string) => (start === standard ? undefined : { start, note });
  if (isCount(declared.default)) {
    return starts(declared.default, `the default of \`${position.key}\` is ${declared.default}`);
  }
  if (minimum !== undefined && (minimum > standard || (minimum === 0 && standard > 0))) {
    return isCount(minimum) ? starts(minimum, `the minimum of \`${position.key}\` is ${minimum}`) : undefined;
  }
  if (style === 'page' && ZERO_BASED.test(position.text))
    return starts(0, `the description of \`${position.key}\` says that it is zero-based`);
  return undefined;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
