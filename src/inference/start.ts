import { numberConstraints } from '../ir/constraints.ts';
import type { JsonValue } from '../ir/json.ts';
import type { Schemas } from '../ir/schema-kinds.ts';
import type { Finding } from './finding.ts';

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
