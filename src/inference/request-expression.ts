import { numberConstraints, type Schemas } from '../model/schema-kinds.ts';
import type { StyleName } from '../model/strategy.ts';
import type { JsonValue } from '../shared/json.ts';
import type { Finding } from './evidence.ts';
import type { RequestPlace } from './request-places.ts';

/** The short form where the style looks for a bare name in that very place, the full expression elsewhere. */
export function requestExpression(place: RequestPlace, style: StyleName, field: string): string {
  if (place.in === 'body') {
    const isBare = style === 'cursor-body' && place.key.lastIndexOf('/') === 0 && !/[~/$]/.test(place.name);
    return isBare ? place.name : place.key;
  }
  const bare = style === 'cursor-body' ? 'body' : style === 'cursor-header' && field === 'cursor' ? 'header' : 'query';
  const isName = !place.key.startsWith('/') && !/^\$(?:request|response)\./.test(place.key);
  return place.in === bare && isName ? place.key : `$request.${place.in}.${place.key}`;
}

const ZERO_BASED =
  /\b(?:zero|0)[- ](?:based|indexed)\b|\b(?:starts?|starting|begins?|beginning|counted|indexed)\b[^.]{0,20}\b(?:at|from|with)\b[^.\d]{0,8}\b(?:0|zero)\b|\bfirst page is (?:page )?(?:number )?(?:0|zero)\b/;

/**
 * The position of the first page, where it is not the style's own: the parameter's default, a minimum that says where
 * counting begins, or a description. A cursor has one only where the request cannot do without.
 */
export function startOf(
  { style, position }: Finding,
  schemas: Schemas,
): { readonly start: JsonValue; readonly note: string } | undefined {
  if (position === undefined || (style !== 'offset' && style !== 'page')) return undefined;
  const standard = style === 'page' ? 1 : 0;
  const said = numberConstraints(position.schema, schemas);
  const starts = (start: number, note: string) => (start === standard ? undefined : { start, note });
  if (isCount(said.default)) return starts(said.default, `the default of \`${position.key}\` is ${said.default}`);
  if (said.minimum !== undefined && (said.minimum > standard || (said.minimum === 0 && standard > 0))) {
    return isCount(said.minimum)
      ? starts(said.minimum, `the minimum of \`${position.key}\` is ${said.minimum}`)
      : undefined;
  }
  if (style === 'page' && ZERO_BASED.test(position.text))
    return starts(0, `\`${position.key}\` is described as zero-based`);
  return undefined;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
