import { numberConstraints } from '../../../model/schema-kinds.ts';
import { type Location, parsePointer } from '../../../shared/json.ts';
import type { GroupName } from '../../annotation.ts';
import { fernWriter } from '../fern.ts';
import { redoclyWriter } from '../redocly.ts';
import { bodyPlace, parameterPlace } from '../request-places.ts';
import { trinoWriter } from '../trino.ts';
import { listWriter } from '../x-ms-list.ts';
import { pageableWriter } from '../x-ms-pageable.ts';
import { schemesWriter } from './pagination-schemes.ts';
import { scalarWriter } from './scalar.ts';
import { speakeasyWriter } from './speakeasy.ts';
import { type DialectWriter, isStartImplied, requestAt, styleOf, type WriteSource } from './written.ts';

/** Every dialect that `migrate` can write, in order of precedence. */
export const dialectWriters: readonly DialectWriter[] = [
  pageableWriter,
  speakeasyWriter,
  fernWriter,
  scalarWriter,
  redoclyWriter,
  listWriter,
  trinoWriter,
  schemesWriter,
];

/** A field of `x-pagination` that another annotation does not express. */
export interface Loss {
  /** `group.key`, or the name of a field in no group. */
  readonly field: string;
  readonly location: Location;
}

/** Values that mean the same as no field. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  'response.linkBase': 'request',
  'response.end': [''],
  'response.rel': 'next',
  'response.nextMethod': 'GET',
  'response.repeat': 'error',
};

/** Limits by the parameter whose schema implies them, and the keyword of the schema. */
const IMPLIED_LIMITS: Readonly<
  Record<string, readonly [parameter: string, keyword: 'minimum' | 'maximum' | 'default']>
> = {
  minLimit: ['limit', 'minimum'],
  maxLimit: ['limit', 'maximum'],
  defaultLimit: ['limit', 'default'],
  maxOffset: ['offset', 'maximum'],
  maxPage: ['page', 'maximum'],
};

/** Returns the fields of a strategy that are neither expressed nor implied by the operation or by a default. */
export function lossesOf(source: WriteSource, said: readonly string[]): Loss[] {
  const { fields, groups } = source.annotation;
  const lost: Loss[] = [];
  for (const [key, { location }] of fields) if (key !== 'style') lost.push({ field: key, location });
  for (const [group, { location, fields: inside }] of groups) {
    if (group === 'deep') lost.push({ field: group, location });
    else {
      for (const [key, node] of inside) {
        const field = `${group}.${key}`;
        if (node.value === null || said.includes(field) || isImplied(source, group, key, node.value)) continue;
        lost.push({ field, location: node.location });
      }
    }
  }
  const hasStart = groups.get('request')?.fields.has('start') === true;
  if (!hasStart && !isStartImplied(source)) lost.push({ field: 'request.start', location: source.annotation.location });
  return lost;
}

function isImplied(source: WriteSource, group: GroupName, key: string, value: unknown): boolean {
  const isDefault = JSON.stringify(DEFAULTS[`${group}.${key}`]) === JSON.stringify(value);
  if (isDefault || (group === 'request' && key === 'start' && isStartImplied(source))) return true;
  const isCounted = ['offset', 'page'].includes(styleOf(source));
  if (group === 'response' && key === 'lastPage') return isCounted && value === 'empty';
  const implied = group === 'limits' ? IMPLIED_LIMITS[key] : undefined;
  return implied !== undefined && constraintOf(source, ...implied) === value;
}

function constraintOf(source: WriteSource, parameter: string, keyword: 'minimum' | 'maximum' | 'default'): unknown {
  const expression = requestAt(source, parameter);
  const { model, annotation } = source;
  if (expression === undefined) return undefined;
  const place =
    expression.in === 'body'
      ? bodyPlace(model, parsePointer(expression.pointer) ?? [], annotation.location)
      : parameterPlace(model, expression.name, annotation.location);
  return place && numberConstraints(place.schema, model.schemas)[keyword];
}
