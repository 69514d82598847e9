import type { Schema } from '../model/schema.ts';
import { numberConstraints, type Schemas } from '../model/schema-kinds.ts';
import type { RequestPlace } from './request-places.ts';

export interface ProposedLimits {
  readonly limits: { readonly [field: string]: number };
  readonly notes: readonly string[];
}

const DESCRIBED_MAXIMUM =
  /\bbetween \d+ and (\d+)\b|\b(?:max(?:imum)?|upper limit)\b(?: (?:allowed|permitted|page|size|limit|value|number|of|is|for|this|the|results?|items?|per|:))*[ :=(`'"]*(\d+)\b|\b(?:up to|at most|cannot exceed|not exceed|no more than|less than or equal to)(?: a maximum of)? [`'"]?(\d+)\b/;

/** Reads the limits of the page size. If the schema has no maximum, one that the description states is used. */
export function readLimits({ key, schema, text }: RequestPlace, schemas: Schemas): ProposedLimits {
  const declared = readSizes(schema, schemas);
  const { minimum, usual } = declared;
  const maximum =
    declared.maximum ??
    (declared.hasMaximum ? undefined : findDescribedMaximum(text, Math.max(minimum ?? 1, usual ?? 1)));
  return {
    limits: {
      ...(minimum !== undefined && { minLimit: minimum }),
      ...(usual !== undefined && { defaultLimit: usual }),
      ...(maximum !== undefined && { maxLimit: maximum }),
    },
    notes:
      maximum !== undefined && declared.maximum === undefined
        ? [`the description of \`${key}\` states a maximum of ${maximum}`]
        : [],
  };
}

/** True if no request can satisfy the declared page size, for example because the default exceeds the maximum. */
export function isContradictory({ schema }: RequestPlace, schemas: Schemas): boolean {
  const declared = readSizes(schema, schemas);
  const { minimum = 0 } = declared;
  const { usual = minimum } = declared;
  const { maximum = usual } = declared;
  return minimum > usual || usual > maximum || minimum > maximum;
}

function readSizes(schema: Schema, schemas: Schemas) {
  const declared = numberConstraints(schema, schemas);
  return {
    minimum: toSize(declared.minimum),
    usual: toSize(declared.default),
    maximum: toSize(declared.maximum),
    hasMaximum: declared.maximum !== undefined,
  };
}

/** Returns the maximum that a description states; undefined if there is none or if it is below `lowest`. */
function findDescribedMaximum(text: string, lowest: number): number | undefined {
  const match = DESCRIBED_MAXIMUM.exec(plainText(text));
  const size = toSize(Number(match?.[1] ?? match?.[2] ?? match?.[3]));
  return size !== undefined && size >= lowest ? size : undefined;
}

/** Removes bold markup (`**Max Value:** 50`) and the commas in numbers from a description. */
export function plainText(text: string): string {
  return text.replaceAll(/\*\*|__/g, '').replaceAll(/(\d),(?=\d{3}\b)/g, '$1');
}

function toSize(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 ? value : undefined;
}
