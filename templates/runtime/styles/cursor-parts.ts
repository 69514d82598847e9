import { ClientError } from '../errors.js';
import type { PageAnswer } from '../fields/answer.js';
import { at, isSameJson, type ResponseField, readField } from '../fields/values.js';
import type { JsonValue, WalkState } from '../paginator/checkpoint.js';
import { lastToken, nextToken, refuseNull, type TokenFields, tokenPager } from './cursor.js';
import type { CallContext, Pager } from './pager.js';
import type { Strategy, StrategySpec } from './strategy.js';

/** One value of a cursor that several parameters carry. */
export interface CursorPart {
  /** Pointer into `params`. */
  readonly to: string;
  /** Its value in the answer, or … */
  readonly next?: ResponseField;
  /** … a pointer into the last item. */
  readonly item?: string;
  /** If the answer lacks it, it is not sent; the walk ends if all parts are absent. */
  readonly isOptional?: true;
  /** Goes with every request and never ends the walk. A newer value replaces it. */
  readonly isKept?: true;
}

export interface CursorPartsSpec extends StrategySpec {
  readonly style: 'cursor-query' | 'cursor-body' | 'cursor-header';
  readonly parts: Readonly<Record<string, CursorPart>>;
  readonly response: StrategySpec['response'] & TokenFields;
}

type Position = Readonly<Record<string, JsonValue>>;
type Entries = readonly (readonly [name: string, part: CursorPart])[];

/** Pages by a cursor of several values, each in a parameter of its own, such as the time and id of the last item. */
export function cursorParts(spec: CursorPartsSpec): Strategy {
  const entries = Object.entries(spec.parts);
  const moving = entries.filter(([, { isKept }]) => !isKept);
  return {
    name: spec.name ?? spec.style,
    positions: moving.map(([, { to }]) => to),
    spec,
    rules: [spec.style, entries.map(([name, { to, item = null, isKept = false }]) => [name, to, item, isKept])],
    open: (context) => openParts(context, spec, entries, moving),
  };
}

function openParts(
  context: CallContext,
  { request, response }: CursorPartsSpec,
  entries: Entries,
  moving: Entries,
): Pager {
  const { end = [''], ...others } = response;
  const isAbsent = (value: unknown): boolean =>
    value === undefined || value === null || end.some((one) => isSameJson(one, value));

  /** Returns the next cursor; undefined if the answer has none. */
  const read = (page: PageAnswer): Position | undefined => {
    const position: Record<string, JsonValue> = {};
    for (const [name, { next, item, isOptional, to }] of moving) {
      const value = item === undefined ? readField(page, next ?? '') : lastToken(context, page, item);
      if (isAbsent(value)) {
        if (isOptional) continue;
        return undefined;
      }
      if (!to.startsWith('/body/')) refuseNull(context, page, to, value);
      position[name] = value as JsonValue;
    }
    return Object.keys(position).length === 0 ? undefined : position;
  };

  const pager: Pager = {
    ...tokenPager(context, request),
    given: givenParts(context, moving),
    write: (params, { position, kept }, write) =>
      entries.reduce((written, [name, { to, isKept }]) => {
        const values = (isKept ? kept : position) as Position | undefined;
        return values === undefined || (isKept && values[name] === undefined)
          ? written
          : write(written, to, values[name]);
      }, params),
    // The last item of a full page says nothing about a next one.
    announcesPages: moving.every(([, { item }]) => item === undefined),
    next(state, page, hasWindows) {
      const token = read(page);
      const kept = keptParts(context, entries, state, page, isAbsent);
      const whole = token && { ...kept, ...token };
      const rules = { ...others, end: [] };
      const step = nextToken(context, pager, state, page, hasWindows, whole, rules, () => token ?? null);
      if (step.kind !== 'page') return step;
      return { ...step, state: { ...step.state, ...(kept && { kept }) } };
    },
  };
  return pager;
}

/** Returns the caller's own position. Throws `ClientError` (`INVALID_PARAMETER`) if only some parts are set. */
function givenParts({ operation, params }: CallContext, moving: Entries): Position | undefined {
  const given = readParams(params, moving);
  if (given === undefined) return undefined;
  const missing = moving.find(([name, { isOptional }]) => !isOptional && !Object.hasOwn(given, name));
  if (missing === undefined) return given;
  const message = `the cursor has several parts, and ${missing[1].to.slice(1)} is missing: set all of them or none`;
  throw new ClientError('INVALID_PARAMETER', operation.name, message);
}

/** Returns the values that go with every request: the newest ones of the server, else those of the caller. */
function keptParts(
  { params }: CallContext,
  entries: Entries,
  { kept }: WalkState,
  page: PageAnswer,
  isAbsent: (value: unknown) => boolean,
): Position | undefined {
  const newer = entries.flatMap(([name, { isKept, next }]): [string, JsonValue][] => {
    const value = isKept ? readField(page, next ?? '') : undefined;
    return isAbsent(value) ? [] : [[name, value as JsonValue]];
  });
  const before =
    kept ??
    readParams(
      params,
      entries.filter(([, { isKept }]) => isKept),
    );
  const all = { ...(before as Position | undefined), ...Object.fromEntries(newer) };
  return Object.keys(all).length === 0 ? undefined : all;
}

function readParams(params: object, entries: Entries): Position | undefined {
  const values = entries.flatMap(([name, { to }]): [string, JsonValue][] => {
    const value = at(params, to) as JsonValue | undefined;
    return value === undefined ? [] : [[name, value]];
  });
  return values.length === 0 ? undefined : Object.fromEntries(values);
}
