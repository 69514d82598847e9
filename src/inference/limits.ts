import { numberConstraints } from '../ir/constraints.ts';
import type { Schemas } from '../ir/schema-kinds.ts';
import type { RequestPlace } from './request-places.ts';

export interface ProposedLimits {
  readonly limits: { readonly [field: string]: number };
  readonly notes: readonly string[];
}

const GREATEST =
  /\bbetween \d+ and (\d+)\b|\b(?:max(?:imum)?|upper limit)\b(?: (?:allowed|permitted|page|size|limit|value|number|of|is|for|this|the|results?|items?|per|:))*[ :=(`'"]*(\d+)\b|\b(?:up to|at most|cannot exceed|not exceed|no more than|less than or equal to)(?: a maximum of)? [`'"]?(\d+)\b/;

/** What is declared of the page size; a maximum that only the description states is taken where the schema is silent. */
export function limitsOf({ key, schema, text }: RequestPlace, schemas: Schemas): ProposedLimits {
  const said = numberConstraints(schema, schemas);
  const least = sizeOf(said.minimum);
  const declared = sizeOf(said.maximum);
  const usual = sizeOf(said.default);
  const most =
    declared ?? (said.maximum === undefined ? describedMaximum(text, Math.max(least ?? 1, usual ?? 1)) : undefined);
  return {
    limits: {
      ...(least !== undefined && { minLimit: least }),
      ...(usual !== undefined && { defaultLimit: usual }),
      ...(most !== undefined && { maxLimit: most }),
    },
    notes:
      most !== undefined && declared === undefined
        ? [`the description of \`${key}\` says that ${most} is the most`]
        : [],
  };
}

/** Whether a page size is declared in a way that no request can meet, such as a default above the maximum. */
export function contradictsItself({ schema }: RequestPlace, schemas: Schemas): boolean {
  const said = numberConstraints(schema, schemas);
  const [least = 0, usual = least, most = usual] = [sizeOf(said.minimum), sizeOf(said.default), sizeOf(said.maximum)];
  return least > usual || usual > most || least > most;
}

function describedMaximum(text: string, least: number): number | undefined {
  const match = GREATEST.exec(text.replaceAll(/(\d),(?=\d{3}\b)/g, '$1'));
  const size = sizeOf(Number(match?.[1] ?? match?.[2] ?? match?.[3]));
  return size !== undefined && size >= least ? size : undefined;
}

function sizeOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 ? value : undefined;
}
