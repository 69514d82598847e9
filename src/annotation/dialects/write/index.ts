import { fernWriter } from './fern.ts';
import { schemesWriter } from './pagination-schemes.ts';
import { redoclyWriter } from './redocly.ts';
import { scalarWriter } from './scalar.ts';
import { speakeasyWriter } from './speakeasy.ts';
import { trinoWriter } from './trino.ts';
import type { DialectWriter } from './written.ts';
import { listWriter } from './x-ms-list.ts';
import { pageableWriter } from './x-ms-pageable.ts';

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
