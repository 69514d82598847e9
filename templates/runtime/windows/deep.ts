import { ClientError } from '../errors.js';
import { at } from '../fields/values.js';
import type { JsonValue, WalkState, WindowState } from '../paginator/checkpoint.js';
import { PaginationProtocolError } from '../paginator/errors.js';
import { END, fitted, type NextStep, type Pager, type PagerContext } from '../styles/pager.js';
import { compareValues, isUsable } from './order.js';
import { splitWindows } from './split-windows.js';
import { type DeepSpec, WindowScan } from './window-scan.js';
import type { Windows } from './windows.js';

/**
 * Walks past a ceiling through windows over a sorted field. Each window begins at the value where the last one stopped,
 * drops the items that were already returned, and must meet one of them first, which proves that its bound is inclusive.
 */
export function deep(spec: DeepSpec): Windows {
  const boundPointer = spec.from ?? spec.until ?? '';
  const direction = spec.from === undefined ? -1 : 1;
  const order = `${spec.field} ${spec.from === undefined ? 'descending' : 'ascending'}`;
  const compare = (a: unknown, b: unknown): number => direction * compareValues(a, b, spec.type);
  const fail = (operation: string, message: string): never => {
    throw new PaginationProtocolError(operation, message);
  };
  const unproven = (operation: string, value: JsonValue | undefined): never =>
    fail(
      operation,
      `the window from ${JSON.stringify(value)} did not return the item that it begins with: ${boundPointer} is exclusive or was rounded, so that items may be missing`,
    );
  const isOverridden = (params: object): boolean =>
    Object.entries(spec.sort).some(([pointer, value]) => {
      const own = at(params, pointer);
      return own !== undefined && own !== value;
    });
  const advance: Windows['advance'] = (call, state, ceiling) => {
    const { name } = call.operation;
    const { bound, isProven, fault, last, keys = [], hasNew, total, from, witnesses, end } = state.window ?? {};
    if (fault !== undefined) fail(name, `the walk cannot pass ${ceiling} by ${order}: ${fault}`);
    if (bound !== undefined && !isProven) unproven(name, bound);
    if (!hasNew || last === undefined) return undefined;
    const window: WindowState = {
      ...(total !== undefined && { total }),
      ...(from !== undefined && { from }),
      ...(witnesses && { witnesses }),
      ...(end !== undefined && { end }),
      ...{ bound: last, known: keys, last, keys },
    };
    return { ...beginOf(call.pager, state), window };
  };
  const pass = (call: PagerContext, state: WalkState, step: NextStep): NextStep => {
    const { name } = call.operation;
    const { window = {} } = state;
    if (step.kind === 'page') return { kind: 'page', state: { ...step.state, window } };
    if (step.kind === 'ceiling') {
      const next = advance(call, state, step.ceiling);
      return next === undefined ? step : call.pager.fit(next);
    }
    const { bound, isProven, from, witnesses } = window;
    if (bound !== undefined && !isProven) unproven(name, bound);
    if (witnesses !== undefined) unproven(name, from);
    return step;
  };
  return {
    order,
    isUsed(call, start) {
      const { options, pager, params, operation } = call;
      const { deep: wanted, maxItems = Infinity, maxPages = Infinity, onExpired } = options;
      if (wanted === false) return false;
      const hasCursor = !pager.isCounted && pager.given !== undefined;
      const set = isOverridden(params) ? 'order' : hasCursor ? 'cursor' : undefined;
      if (wanted && set !== undefined) {
        const message = `deep: true is not possible: the call sets its own ${set}`;
        throw new ClientError('INVALID_OPTION', operation.name, message);
      }
      if (set !== undefined) return false;
      if (wanted || onExpired === 'restart') return true;
      const most = Math.min(maxItems, maxPages * (pager.sizeOf(start) ?? Infinity));
      return pager.isCounted && most > (pager.reach(start)?.items ?? Infinity);
    },
    advise({ params, pager, options }) {
      if (isOverridden(params)) return 'omit your own order, so that the client can walk on by windows';
      // Its order may be another one: windows must be there from the first request on.
      if (options.resume !== undefined) return 'begin a walk with deep: true instead of this checkpoint';
      const walk = 'for await, pages() or toArray()';
      return pager.isCounted ? `let ${walk} walk on by deep pagination` : `set deep: true and walk by ${walk}`;
    },
    write(params, window, write) {
      let written = params;
      for (const [pointer, value] of Object.entries(spec.sort)) written = write(written, pointer, value);
      const bound = window?.bound ?? window?.from;
      if (bound === undefined) return written;
      const own = at(params, boundPointer);
      // A server may return items outside of the caller's own bound; the walk must not move that bound outward.
      return isUsable(own, spec.type) && compare(own, bound) > 0 ? written : write(written, boundPointer, bound);
    },
    evaluate(call, state, page, decide) {
      const { name } = call.operation;
      const { window: before = {}, isFirst } = state;
      const isFirstWindow = before.bound === undefined && before.from === undefined;
      const scan = new WindowScan(spec, order, compare, before);
      const selected = call.pager.select?.(state, page) ?? [...page.items.keys()];
      const kept = selected.filter((index) => scan.takes(page.items[index]));
      if (scan.unprovenBound !== undefined) unproven(name, scan.unprovenBound);
      const total = isFirstWindow ? page.total : before.total;
      const known = { kept, total: total ?? page.total };
      if (scan.isPartDone) return { ...known, next: END };
      const scanned: WalkState = { ...state, window: { ...scan.result(), ...(total !== undefined && { total }) } };
      const next = decide(scanned, (step) => pass(call, scanned, step));
      if (isFirst && isFirstWindow && next.kind !== 'end' && selected.length > 0 && !scan.hasUsable)
        fail(
          name,
          `no item of the first page has a usable ${spec.field}, by which the walk passes ceilings. Request that field, or set deep: false`,
        );
      return { ...known, next };
    },
    advance,
    split: (call, start, skip, parts, request) =>
      splitWindows(
        call.operation.name,
        beginOf(call.pager, start),
        start,
        skip,
        parts,
        (state) => request(fitted(call.pager, state)),
        spec,
      ),
  };
}

/** Returns the first request of a new window. */
function beginOf({ start, isCounted }: Pager, { size }: WalkState): WalkState {
  // An offset of 0 is sent, so that the caller's own start does not count again.
  const position = start ?? (isCounted ? 0 : undefined);
  return { ...(position !== undefined && { position }), isFirst: true, ...(size !== undefined && { size }) };
}
