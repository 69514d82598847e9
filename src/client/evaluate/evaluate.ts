import { collectItems, withoutSplit } from '../../../templates/runtime/fields/collect-items.js';
import { asBoolean, asInteger, negate } from '../../../templates/runtime/fields/convert.js';
import { errorWhen } from '../../../templates/runtime/fields/error-when.js';
import { linkIn } from '../../../templates/runtime/fields/link-in.js';
import { allowMissing } from '../../../templates/runtime/fields/missing-items.js';
import { contentRangeTotal, jsonHeader, responseHeader } from '../../../templates/runtime/fields/response-header.js';
import { servedPosition } from '../../../templates/runtime/fields/served-position.js';
import { expiredOn } from '../../../templates/runtime/paginator/expiry.js';
import { delimited, inCookie, inHeader } from '../../../templates/runtime/parameters/header.js';
import { nested, nestedFields } from '../../../templates/runtime/parameters/nested.js';
import { inQuery } from '../../../templates/runtime/parameters/parameter.js';
import { inPath, inReservedPath, inStyledPath } from '../../../templates/runtime/parameters/path.js';
import { asDeepObject, asWholeQuery, inStyledQuery } from '../../../templates/runtime/parameters/styled-query.js';
import { bothWays } from '../../../templates/runtime/styles/both-ways.js';
import { carryQuery } from '../../../templates/runtime/styles/carry-query.js';
import { continueThrough } from '../../../templates/runtime/styles/continue-through.js';
import { cursor, isEmptyPage, isShortPage } from '../../../templates/runtime/styles/cursor.js';
import { cursorParts } from '../../../templates/runtime/styles/cursor-parts.js';
import { fixedValues, keepParams } from '../../../templates/runtime/styles/fixed-values.js';
import { inclusiveKeyset } from '../../../templates/runtime/styles/inclusive-keyset.js';
import { linkHeader } from '../../../templates/runtime/styles/link-header.js';
import { requestOfLink } from '../../../templates/runtime/styles/link-request.js';
import { nextUrl } from '../../../templates/runtime/styles/next-url.js';
import { offset } from '../../../templates/runtime/styles/offset.js';
import { page } from '../../../templates/runtime/styles/page.js';
import { serverPosition } from '../../../templates/runtime/styles/server-position.js';
import { throughOperation } from '../../../templates/runtime/styles/through-operation.js';
import { fromBase, fromServer } from '../../../templates/runtime/styles/url.js';
import { anyBody, formBody, jsonBody, multipartBody, rawBody } from '../../../templates/runtime/transport/bodies.js';
import { requestBudgets } from '../../../templates/runtime/transport/budgets.js';
import { chooseContent } from '../../../templates/runtime/transport/choose-content.js';
import {
  readAny,
  readBlob,
  readJson,
  readNothing,
  readStream,
  readString,
  readText,
} from '../../../templates/runtime/transport/messages.js';
import { readEvents, readItems, readJsonSequence } from '../../../templates/runtime/transport/streams.js';
import { deep } from '../../../templates/runtime/windows/deep.js';
import type { Expression } from '../plan/expression.ts';
import type { RuntimeSymbol } from '../plan/runtime-symbols.ts';

/** Runs an expression of the plan on the runtime, as it runs inside a generated client. */
export function evaluate(expression: Expression): unknown {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'symbol':
      return valueOfSymbol(expression.name);
    case 'call': {
      const callee = valueOfSymbol(expression.callee);
      if (typeof callee !== 'function') throw new TypeError(`\`${expression.callee}\` is not a function.`);
      return Reflect.apply(callee, undefined, expression.args.map(evaluate));
    }
    case 'object':
      return Object.fromEntries(expression.members.map(([name, value]) => [name, evaluate(value)]));
    case 'list':
      return expression.elements.map(evaluate);
    case 'reference':
      throw new TypeError(`\`${expression.name}\` is a constant of a printed client.`);
  }
}

function valueOfSymbol(name: RuntimeSymbol): unknown {
  if (!Object.hasOwn(RUNTIME_VALUES, name)) throw new TypeError(`\`${name}\` is missing among the runtime's values.`);
  return RUNTIME_VALUES[name];
}

/** The values that expressions of the plan refer to. */
const RUNTIME_VALUES: Readonly<Partial<Record<RuntimeSymbol, unknown>>> = {
  ...{ offset, page, cursor, cursorParts, inclusiveKeyset, continueThrough, nextUrl, linkHeader, bothWays, deep },
  ...{
    responseHeader,
    jsonHeader,
    contentRangeTotal,
    collectItems,
    withoutSplit,
    negate,
    serverPosition,
    isEmptyPage,
    isShortPage,
    asBoolean,
    asInteger,
    allowMissing,
    errorWhen,
    expiredOn,
    servedPosition,
    carryQuery,
    fixedValues,
    keepParams,
    fromBase,
    fromServer,
    linkIn,
    requestOfLink,
    throughOperation,
  },
  ...{
    inPath,
    inStyledPath,
    inReservedPath,
    inQuery,
    inStyledQuery,
    asDeepObject,
    asWholeQuery,
    inHeader,
    inCookie,
    delimited,
    nested,
    nestedFields,
  },
  ...{ requestBudgets },
  ...{ anyBody, formBody, jsonBody, multipartBody, rawBody },
  ...{
    readAny,
    readString,
    readJson,
    readText,
    readBlob,
    readStream,
    readNothing,
    readEvents,
    readItems,
    readJsonSequence,
    chooseContent,
  },
};
