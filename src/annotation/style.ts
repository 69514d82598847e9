import type { Schemas } from '../model/schema-kinds.ts';
import type { Strategy, StyleName } from '../model/strategy.ts';
import type { Diagnostic } from '../shared/diagnostic.ts';
import type { Location } from '../shared/json.ts';
import { limitKeysOf, requestKeysOf, responseKeysOf } from './field-keys.ts';
import type { LimitKey, RequestKey, ResponseKey } from './fields.ts';

/** The input of a style's own verification, and the function that takes its errors. */
export interface StyleCheck {
  readonly schemas: Schemas;
  /** Returns the location of a field of the annotation, or that of the group or strategy if the field is missing. */
  readonly at: (group: 'request' | 'response', field: string) => Location;
  readonly error: (code: StyleCode, message: string, location: Location, more?: StyleErrorDetails) => void;
}

export type StyleCode = 'pagination-start' | 'pagination-cursor-type' | 'pagination-cursor-not-scalar';

export type StyleErrorDetails = Pick<Diagnostic, 'hint' | 'fix' | 'related'>;

/** One way to page: the fields that it accepts, those that it needs, and the checks that they must pass. */
export interface Style {
  readonly name: StyleName;
  /** The request field with the position of a page; absent if the response contains the whole URL of the next page. */
  readonly position?: 'offset' | 'page' | 'cursor';
  /** The position of the first page if it is a fixed number. */
  readonly start?: number;
  /** Returns the part of the request to which a bare name under `request` refers. */
  readonly bareName: (field: string) => 'query' | 'header' | 'body';
  readonly request: readonly RequestKey[];
  readonly response: readonly ResponseKey[];
  readonly limits: readonly LimitKey[];
  readonly needs: { readonly request: readonly RequestKey[]; readonly response: readonly ResponseKey[] };
  /** Fields of which exactly one is required; empty if there is no such choice. */
  readonly exactlyOne: readonly ResponseKey[];
  /** Checks a strategy of this style after its fields have been found in the document. */
  readonly verify: (strategy: Strategy, check: StyleCheck) => void;
}

/** A style as its file declares it. */
export interface StyleDefinition extends Partial<Omit<Style, 'name' | 'needs' | 'request' | 'response' | 'limits'>> {
  readonly name: StyleName;
  readonly needs?: { readonly request?: readonly RequestKey[]; readonly response?: readonly ResponseKey[] };
}

/** Declares a style. The table of fields says which fields it supports. */
export function defineStyle(definition: StyleDefinition): Style {
  const { name, needs } = definition;
  return {
    bareName: () => 'query',
    exactlyOne: [],
    verify: () => {},
    ...definition,
    request: requestKeysOf(name),
    response: responseKeysOf(name),
    limits: limitKeysOf(name),
    needs: { request: needs?.request ?? [], response: ['items', ...(needs?.response ?? [])] },
  };
}
