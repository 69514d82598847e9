import type { ClientCore } from '../client.js';
import { ClientError } from '../errors.js';
import { at } from '../fields/values.js';
import type { Operation } from '../operation.js';
import { paramWriter, type WriteParam } from '../parameters/parameter.js';
import type { RequestPage } from '../styles/pager.js';
import type { Strategy } from '../styles/strategy.js';
import type { JsonValue } from './checkpoint.js';
import { PaginationProtocolError } from './errors.js';
import { type ListCall, prepareCall } from './list-call.js';
import type { PositionListOptions } from './options.js';
import { leadBack, stepOrFault, type TwoWay, type TwoWayPage, type WayBack, wayBack } from './two-way.js';
import type { LoadedPage, Start } from './walk.js';

/**
 * For lists whose way back has a position of its own. If the params set it, or if a checkpoint was taken on the way back,
 * the walk goes to the start of the list.
 */
export const walksBack: TwoWay = { prepare: prepareEitherWay, present: toPageOfEitherWay };

/** Prepares a call in the direction that the params or the checkpoint say. */
function prepareEitherWay(
  client: ClientCore,
  operation: Operation,
  params: object,
  options: PositionListOptions,
  strategies: readonly Strategy[],
): ListCall {
  const { resume } = options;
  let own = params;
  const directed = strategies.map((strategy) => {
    const back = strategy.opposite?.strategy;
    if (back === undefined) return strategy;
    if (back.positions.some((position) => has(params, position))) {
      refuseBoth(operation, params, strategy, back);
      return back;
    }
    if (resume?.direction === undefined || resume.strategy !== strategy.name) return strategy;
    own = turnParams(operation, params, strategy, back);
    return back;
  });
  return prepareCall(client, operation, own, options, directed);
}

function has(params: object, pointer: string | undefined): boolean {
  return pointer !== undefined && (at(params, pointer) ?? undefined) !== undefined;
}

/** Throws `ClientError` (`STRATEGY_CONFLICT`) if the params of both directions are set. */
function refuseBoth(operation: Operation, params: object, forward: Strategy, back: Strategy): void {
  const { limit } = forward.spec.request;
  const own = [...forward.positions, limit === back.spec.request.limit ? undefined : limit];
  const other = own.find((pointer) => has(params, pointer));
  if (other === undefined) return;
  const message = `${other.slice(1)} is for the way forward, and ${back.positions[0]?.slice(1)} for the way back: omit one of them`;
  throw new ClientError('STRATEGY_CONFLICT', operation.name, message);
}

/** Returns the params for the other direction: without the position, and with the page size in its place there. */
function turnParams(operation: Operation, params: object, from: Strategy, to: Strategy): object {
  const writer = paramWriter(operation.name);
  const write: WriteParam = (target, pointer, value) =>
    at(target, pointer) === value ? target : writer(target, pointer, value);
  const [own, other] = [from.spec.request.limit, to.spec.request.limit];
  const others = from.positions.reduce((rest, position) => write(rest, position, undefined), params);
  if (own === other || own === undefined || other === undefined) return others;
  return write(write(others, other, at(params, own) as JsonValue | undefined), own, undefined);
}

/** Turns a loaded page into the page that the caller sees. Its items have the order of the list, whatever the direction. */
function toPageOfEitherWay<Item, Body, Resume>(
  call: ListCall,
  start: Start,
  page: LoadedPage,
  delivered: number,
  request: RequestPage,
  back: WayBack = backOf(call, start, page),
): TwoWayPage<Item, Body, Resume> {
  const shown = leadBack<Item, Body, Resume>(call, start, page, delivered, request, back, toPageOfEitherWay);
  return call.strategy.direction === undefined ? shown : Object.assign(shown, { items: [...shown.items].reverse() });
}

/** Finds the way back from a page that was requested in the direction of the call. */
function backOf(call: ListCall, start: Start, page: LoadedPage): WayBack {
  const { strategy, pager } = call;
  const { opposite } = strategy;
  const { state, answer } = page;
  if (opposite === undefined) return wayBack(call, start, page, () => pager.previous?.(state, answer));
  const found = wayBack(call, start, page, () => opposite.next(call, state, answer));
  return { ...found, call: () => turnCall(call, opposite.strategy), turn: turnPage };
}

function turnCall(call: ListCall, other: Strategy): ListCall {
  const { client, operation, params, strategies, strategy, options } = call;
  const { resume: _, ...others } = options;
  const all = strategies.map((one) => (one === strategy ? other : one));
  return prepareCall(client, operation, turnParams(operation, params, strategy, other), others, all);
}

/** Returns a page that was requested in the other direction as one of this direction. */
function turnPage(from: ListCall, page: LoadedPage): { page: LoadedPage; back: WayBack } {
  const { answer, state } = page;
  const items = [...answer.items].reverse();
  const onward = stepOrFault(() => from.strategy.opposite?.next(from, state, answer));
  const message = 'the answer to a request of the page before has no cursor that leads here again';
  const error = new PaginationProtocolError(from.operation.name, message, answer);
  const next = onward.kind === 'end' ? { kind: 'fault' as const, error } : onward;
  return {
    page: { ...page, answer: { ...answer, items }, items, places: undefined, next },
    back: { call: () => from, step: page.next, turn: turnPage },
  };
}
