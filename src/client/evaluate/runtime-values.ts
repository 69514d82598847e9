import { formBody, jsonBody, multipartBody, rawBody } from '../../../templates/runtime/bodies.js';
import { cursor } from '../../../templates/runtime/pagination/cursor.js';
import { deep } from '../../../templates/runtime/pagination/deep.js';
import { fromServer } from '../../../templates/runtime/pagination/from-server.js';
import { jsonHeader } from '../../../templates/runtime/pagination/json-header.js';
import { linkHeader } from '../../../templates/runtime/pagination/link-header.js';
import { nextUrl } from '../../../templates/runtime/pagination/next-url.js';
import { offset } from '../../../templates/runtime/pagination/offset.js';
import { page } from '../../../templates/runtime/pagination/page.js';
import { responseHeader } from '../../../templates/runtime/pagination/response-header.js';
import { throughOperation } from '../../../templates/runtime/pagination/through-operation.js';
import { inCookie } from '../../../templates/runtime/parameters/cookie.js';
import { asDeepObject } from '../../../templates/runtime/parameters/deep-object.js';
import { inHeader } from '../../../templates/runtime/parameters/header.js';
import { inPath } from '../../../templates/runtime/parameters/path.js';
import { inQuery } from '../../../templates/runtime/parameters/query.js';
import { inStyledPath } from '../../../templates/runtime/parameters/styled-path.js';
import { inStyledQuery } from '../../../templates/runtime/parameters/styled-query.js';
import { asWholeQuery } from '../../../templates/runtime/parameters/whole-query.js';
import { readBlob, readNothing, readStream, readText } from '../../../templates/runtime/readers.js';
import type { RuntimeSymbol } from '../plan/runtime-symbols.ts';

/** The values that expressions of the plan refer to. */
export const RUNTIME_VALUES: Readonly<Partial<Record<RuntimeSymbol, unknown>>> = {
  ...{ offset, page, cursor, nextUrl, linkHeader, deep },
  ...{ responseHeader, jsonHeader, fromServer, throughOperation },
  ...{ inPath, inStyledPath, inQuery, inStyledQuery, asDeepObject, asWholeQuery, inHeader, inCookie },
  ...{ formBody, jsonBody, multipartBody, rawBody },
  ...{ readText, readBlob, readStream, readNothing },
};
