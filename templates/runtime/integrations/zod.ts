import * as z from 'zod/v4/mini';
import type { CallValidator } from '../client.js';
import { ClientError } from '../errors.js';

/** The schemas of one operation. Each can be used alone, with Zod or by the Standard Schema that it implements. */
export interface OperationSchemas {
  readonly operation: string;
  readonly params?: z.ZodMiniType;
  /** The body of a success. */
  readonly answer?: z.ZodMiniType;
  /** JSON Pointer to the items of a list. */
  readonly items?: string;
}

/** One place that does not fit its schema. */
export interface SchemaMismatch {
  /** JSON Pointer, such as `/data/3/email`. */
  readonly path: string;
  /** The item of the page that it is in, from 0. */
  readonly item?: number;
  /** Such as `expected string, found null`. */
  readonly message: string;
}

/** Params or an answer that do not fit the document. */
export interface SchemaMismatchReport {
  readonly operation: string;
  readonly part: 'params' | 'answer';
  readonly places: readonly SchemaMismatch[];
  /** The params, or the body of the answer, unchanged. */
  readonly value: unknown;
}

export interface ValidateOptions {
  /** `throw` rejects the call with a `SchemaMismatchError`; `keep` returns the answer as it is. Default: `throw`. */
  readonly onInvalid?: 'throw' | 'keep' | undefined;
  /** Called for everything invalid, whether or not it is thrown. */
  readonly report?: ((report: SchemaMismatchReport) => void) | undefined;
}

/** Params (`INVALID_PARAMS`, before anything is sent) or an answer (`INVALID_ANSWER`) do not fit the document. */
export class SchemaMismatchError extends ClientError {
  override readonly name: string = 'SchemaMismatchError';
  readonly report: SchemaMismatchReport;

  constructor(report: SchemaMismatchReport) {
    const isAnswer = report.part === 'answer';
    super(isAnswer ? 'INVALID_ANSWER' : 'INVALID_PARAMS', report.operation, describe(report));
    this.report = report;
  }
}

/**
 * Checks params and answers of the operations whose schemas it is given, for the option `validate` of a client or a call.
 * Nothing is converted or removed: the caller gets the answer as the API sent it.
 */
export function validateWith(
  schemas: readonly OperationSchemas[],
  { onInvalid = 'throw', report }: ValidateOptions = {},
): CallValidator {
  const byName = new Map(schemas.map((each) => [each.operation, each]));
  const check = (operation: string, part: SchemaMismatchReport['part'], value: unknown): void => {
    const own = byName.get(operation);
    const result = own?.[part]?.safeParse(value);
    if (result === undefined || result.success) return;
    const places = result.error.issues.flatMap((issue) => placesOf(issue, [], value, own?.items));
    const found = { operation, part, places, value };
    report?.(found);
    if (onInvalid === 'throw') throw new SchemaMismatchError(found);
  };
  return {
    params: (operation, params) => check(operation, 'params', params),
    answer: (operation, { body }) => check(operation, 'answer', body),
  };
}

/** The most places that a message names. The report has all. */
const SHOWN = 3;

function describe({ part, places }: SchemaMismatchReport): string {
  const shown = places.slice(0, SHOWN).map(({ path, item, message }) => {
    const where = item === undefined ? '' : `item ${item} of the page, `;
    return `${where}${path === '' ? 'the whole' : path}: ${message}`;
  });
  const more = places.length > SHOWN ? `; and ${places.length - SHOWN} more` : '';
  return `the ${part === 'answer' ? 'answer does' : 'params do'} not fit the document: ${shown.join('; ')}${more}`;
}

/** Returns the places of an issue. Those of a union are the places of the member that fits best. */
function placesOf(
  issue: z.core.$ZodIssue,
  outer: readonly PropertyKey[],
  value: unknown,
  items: string | undefined,
): SchemaMismatch[] {
  const path = [...outer, ...issue.path];
  if (issue.code === 'invalid_union') {
    const [best] = [...issue.errors].sort((a, b) => depthOf(b) - depthOf(a) || a.length - b.length);
    if (best !== undefined && depthOf(best) > 0) return best.flatMap((inner) => placesOf(inner, path, value, items));
  }
  const pointer = path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  const rest = items !== undefined && pointer.startsWith(`${items}/`) ? pointer.slice(items.length + 1) : '';
  const [, index] = /^(\d+)(?:\/|$)/.exec(rest) ?? [];
  const found = path.reduce<unknown>((inner, key) => Object(inner)[key], value);
  return [{ path: pointer, ...(index !== undefined && { item: Number(index) }), message: messageOf(issue, found) }];
}

function depthOf(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(0, ...issues.map(({ path }) => path.length));
}

function messageOf(issue: z.core.$ZodIssue, found: unknown): string {
  const kind =
    found === undefined ? 'nothing' : found === null ? 'null' : Array.isArray(found) ? 'array' : typeof found;
  if (issue.code === 'invalid_type') return `expected ${issue.expected}, found ${kind}`;
  if (issue.code === 'invalid_value')
    return `expected one of ${JSON.stringify(issue.values)}, found ${JSON.stringify(found)}`;
  if (issue.code === 'invalid_union') return `found ${kind}, which none of the alternatives allows`;
  return issue.message;
}

/** Declares the schema of a type. It is built when it is first used, so that schemas may refer to each other. */
export function schemaOf<T>(build: () => z.core.$ZodType): z.ZodMiniType<T> {
  return z.lazy(build) as unknown as z.ZodMiniType<T>;
}

/** An enum in an answer: the API may add values, so that every text fits an enum of texts. */
export function openEnum(values: readonly (string | number | boolean | null)[]): z.core.$ZodType {
  const kinds = new Set(values.map((value) => (value === null ? 'null' : typeof value)));
  const types = { string: z.string, number: z.number, boolean: z.boolean, null: z.null } as const;
  const names = (['string', 'number', 'boolean', 'null'] as const).filter((kind) => kinds.has(kind));
  const members = names.map((kind) => types[kind]());
  const [only] = members;
  // Older versions report a fault of a union of one as that of the union.
  return only !== undefined && members.length === 1 ? only : z.union(members);
}

/**
 * A union whose members a property tells apart. Places that do not fit are those of the member that the value names. A
 * value that no member has is a member that the API added, which is kept.
 */
export function variantsBy(property: string, members: Readonly<Record<string, z.core.$ZodType>>): z.core.$ZodType {
  const named = z.looseObject({ [property]: z.union([z.string(), z.number(), z.boolean()]) });
  return named.check(({ value, issues }) => {
    const name = String(value[property]);
    const member = Object.hasOwn(members, name) ? members[name] : undefined;
    const result = member && z.safeParse(member, value);
    if (result?.success !== false) return;
    for (const { path, ...issue } of result.error.issues)
      issues.push({ ...issue, path: [...path], input: value } as never);
  });
}
