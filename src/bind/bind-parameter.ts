import { inCookie } from '../../templates/runtime/parameters/cookie.js';
import { asDeepObject } from '../../templates/runtime/parameters/deep-object.js';
import { inHeader } from '../../templates/runtime/parameters/header.js';
import type { Parameter, ParameterWriter } from '../../templates/runtime/parameters/parameter.js';
import { inPath } from '../../templates/runtime/parameters/path.js';
import { inQuery } from '../../templates/runtime/parameters/query.js';
import { inStyledPath } from '../../templates/runtime/parameters/styled-path.js';
import { inStyledQuery } from '../../templates/runtime/parameters/styled-query.js';
import { asWholeQuery } from '../../templates/runtime/parameters/whole-query.js';
import type { WriterPlan } from '../plan/parameter-writer.ts';

/** What the plan calls by name. */
const WRITERS: Readonly<Record<string, ParameterWriter>> = {
  inPath,
  inStyledPath,
  inQuery,
  inStyledQuery,
  asDeepObject,
  asWholeQuery,
  inHeader,
  inCookie,
};

/** The parameter as the generated client has it. */
export function bindParameter(plan: WriterPlan): Parameter {
  return { ...plan, in: WRITERS[plan.in] } as Parameter;
}
