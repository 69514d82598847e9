import type { Located } from '../../ir/located.ts';
import type { Location } from '../../ir/location.ts';
import { type AnnotationGroup, GROUPS, type GroupName, type StrategyAnnotation } from '../annotation.ts';
import type { WrittenStrategy } from './strategy-object.ts';

/**
 * What `own` says, on top of what it starts from: its fields win, groups are merged one level deep, arrays replace,
 * null removes.
 */
export function mergeStrategy(base: StrategyAnnotation | undefined, own: WrittenStrategy): StrategyAnnotation {
  const groups = new Map<GroupName, AnnotationGroup>();
  for (const name of GROUPS) {
    const written = own.groups.get(name);
    const inherited = base?.groups.get(name);
    if (written === null) continue;
    const fields = mergeFields(inherited?.fields, written?.fields);
    const location = written?.location ?? inherited?.location;
    if (location !== undefined) groups.set(name, { location, fields });
  }
  const faults = new Set([...(base?.faults ?? []), ...own.faults]);
  return { location: own.location, fields: mergeFields(base?.fields, own.fields), groups, faults };
}

/** The strategy, as used at another place. */
export function usedAt(location: Location, strategy: StrategyAnnotation): StrategyAnnotation {
  return { ...strategy, location };
}

function mergeFields(
  base: ReadonlyMap<string, Located> | undefined,
  own: ReadonlyMap<string, Located> | undefined,
): Map<string, Located> {
  const merged = new Map([...(base ?? []), ...(own ?? [])]);
  for (const [key, { value }] of merged) {
    if (value === null) merged.delete(key);
  }
  return merged;
}
