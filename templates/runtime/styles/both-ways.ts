import { ClientError } from '../errors.js';
import type { FieldSource, PageAnswer } from '../fields/answer.js';
import { at, placeOf, type ResponseField, readBoolean, readField } from '../fields/values.js';
import { type CallContext, END, type NextStep, type Pager } from './pager.js';
import type { Strategy, StrategySpec } from './strategy.js';

/** The fields of the way back. All others are those of the way forward. */
export interface BackSpec {
  /** Pointers of position and page size; absent if the position is the same field, or a URL. */
  readonly request?: { readonly cursor: string; readonly limit?: string };
  readonly response: {
    readonly nextCursor?: ResponseField;
    readonly itemCursor?: string;
    readonly nextUrl?: ResponseField;
    readonly rel?: string;
    readonly hasMore?: ResponseField;
  };
  /** `hasMore` is the flag of the way forward, too: it speaks of the direction of the request. */
  readonly isFlagShared?: boolean;
  /** The server returns the nearest item first. */
  readonly isReversed?: boolean;
}

/** The spec of any style: those that follow a URL can do without request fields. */
type AnySpec = Omit<StrategySpec, 'request'> & Partial<Pick<StrategySpec, 'request'>>;

/** A style's function, such as `cursor`. */
type Make<Spec> = (spec: Spec) => Strategy;

/** Makes a strategy whose pages lead back, too. With a position of its own, the way back is a strategy of its own. */
export function bothWays<Spec extends AnySpec>(make: Make<Spec>, spec: NoInfer<Spec>, back: BackSpec): Strategy {
  const { request } = back;
  const backSpec = specBack(spec, back);
  const forward = make(spec);
  const backward = make(backSpec);
  const toBack = wayFrom(make, backSpec, back);
  const toForward = wayFrom(make, spec, back);
  if (request === undefined)
    return { ...forward, open: (context) => openBothWays(context, forward, toForward, toBack) };
  const ways: { readonly [way in 'forward' | 'backward']: Strategy } = {
    forward: {
      ...forward,
      get opposite() {
        return {
          strategy: ways.backward,
          next: (
            context: CallContext,
            { isFirst, position }: { isFirst?: true; position?: unknown },
            page: PageAnswer,
          ) => (isFirst && position === spec.request?.start ? END : toBack(context, flip(page))),
        };
      },
    },
    backward: {
      ...backward,
      direction: 'backward',
      rules: [backward.rules, back.isReversed === true],
      open(context) {
        refuseCeiling(context, request.cursor);
        return backward.open(context);
      },
      get opposite() {
        return {
          strategy: ways.forward,
          next: (context: CallContext, _: unknown, page: PageAnswer) => toForward(context, flip(page)),
        };
      },
    },
  };
  return ways.forward;
}

/** Opens a strategy whose way back has the position of the way forward: a token, or a URL. */
function openBothWays(context: CallContext, forward: Strategy, toForward: Way, toBack: Way): Pager {
  const pager = forward.open(context);
  return {
    ...pager,
    next: (state, page, hasWindows) => (state.isBack ? toForward(context, page) : pager.next(state, page, hasWindows)),
    previous(state, page) {
      const isFirst = state.isFirst && (state.position === undefined || state.position === pager.start);
      // The first page may have a cursor of its own start.
      const step = isFirst && forward.positions.length > 0 ? END : toBack(context, page);
      return step.kind === 'page' ? { kind: 'page', state: { ...step.state, isBack: true } } : step;
    },
  };
}

/** Decides on the way on in one direction by an answer to a request of the other. */
type Way = (context: CallContext, page: PageAnswer) => NextStep;

/** Returns the spec of the way back. Its walk begins at the end: an answer's last item comes first. */
function specBack<Spec extends AnySpec>(spec: Spec, { request, response, isReversed }: BackSpec): Spec {
  const { deep: _, ...rest } = spec;
  const { start: __, ...own } = spec.request ?? {};
  const { items } = spec.response;
  return {
    ...rest,
    request: { ...own, ...request },
    response: {
      ...spec.response,
      ...{ hasMore: undefined, nextCursor: undefined, itemCursor: undefined },
      ...(request !== undefined && !isReversed && { items: reversed(items) }),
      ...response,
    },
  } as unknown as Spec;
}

/** Reads items from the last one to the first. */
function reversed(field: ResponseField): ResponseField {
  const read = (answer: FieldSource): unknown => {
    const items = readField(answer, field);
    return Array.isArray(items) ? [...items].reverse() : items;
  };
  return { ...(typeof field === 'string' ? {} : field), place: placeOf(field), read };
}

/** Returns the answer as the other direction sees it. */
function flip(page: PageAnswer): PageAnswer {
  return { ...page, items: [...page.items].reverse() };
}

/**
 * Returns a function that decides on the way on in one direction by an answer to a request of the other: neither the
 * length of the page nor a shared flag says anything about this direction.
 */
function wayFrom<Spec extends AnySpec>(make: Make<Spec>, spec: Spec, { isFlagShared }: BackSpec): Way {
  const { response } = spec;
  const { hasMore: flag } = response;
  const { open } = make({ ...spec, response: { ...response, lastPage: undefined } });
  return (context, page) => {
    const { maxResults: _, ...limits } = context.limits;
    const hasMore = isFlagShared ? undefined : readBoolean(context.operation.name, page, flag);
    const step = open({ ...context, limits }).next({}, { ...page, hasMore, isPastEnd: false }, false);
    if (step.kind !== 'page') return END;
    const { position, size } = step.state;
    return {
      kind: 'page',
      state: { ...(position !== undefined && { position }), ...(size !== undefined && { size }) },
    };
  };
}

/** Throws `ClientError` (`INVALID_OPTION`) for a walk back under a ceiling, whose end the client could not tell. */
function refuseCeiling({ operation, params, limits }: CallContext, position: string): void {
  if (limits.maxResults === undefined || at(params, position) === undefined) return;
  const message = `a walk back from ${position.slice(1)} is not possible under the limit maxResults. If the API allows it, set limits: { maxResults: Infinity }`;
  throw new ClientError('INVALID_OPTION', operation.name, message);
}
