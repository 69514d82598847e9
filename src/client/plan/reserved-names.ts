import reservedIdentifiers, { typeScriptReservedTypes } from 'reserved-identifiers';
import { RUNTIME_SYMBOLS } from './runtime-symbols.ts';

/** Words of the language, and globals that generated code means when it writes their name. */
const LANGUAGE = [
  ...reservedIdentifiers({ includeGlobalProperties: true }),
  ...typeScriptReservedTypes(),
  ...['arguments', 'as', 'async', 'eval', 'exports', 'global', 'module', 'of', 'require', 'type'],
];

const GLOBALS = [
  ...['Array', 'ArrayBuffer', 'AsyncIterable', 'BigInt', 'Blob', 'Boolean', 'DataView', 'Date', 'Error', 'Exclude'],
  ...[
    'Extract',
    'FormData',
    'Function',
    'Infinity',
    'Iterable',
    'JSON',
    'Map',
    'Math',
    'NonNullable',
    'Number',
    'Object',
    'Omit',
  ],
  ...['Partial', 'Pick', 'Promise', 'Proxy', 'ReadableStream', 'Readonly', 'ReadonlyArray', 'Record', 'RegExp'],
  ...['Required', 'Set', 'String', 'Symbol', 'Uint8Array', 'WeakMap', 'WeakSet', 'globalThis', 'undefined', 'NaN'],
];

/** The client's own exports. */
const OWN = ['Auth', 'ClientConfig', 'createClient'];

/** A module that exports `then` is called by `await import()` as if it were a promise. */
const THENABLE = ['then'];

/** Names of locals in generated functions. */
const LOCALS = ['client', 'params', 'options', 'config', 'api'];

/** Names that no export of a client may have. The runtime's names are taken whether a document uses them or not. */
export const RESERVED_NAMES: ReadonlySet<string> = new Set([
  ...LANGUAGE,
  ...GLOBALS,
  ...OWN,
  ...THENABLE,
  ...LOCALS,
  ...Object.keys(RUNTIME_SYMBOLS),
]);

/** Properties of every client and of every object, and `then`, which would make a promise of the client. */
export const RESERVED_MEMBERS: readonly string[] = [
  ...['config', 'state', 'then', 'prototype'],
  ...Object.getOwnPropertyNames(Object.prototype),
];

/** Device names of Windows, with or without an ending, and what would hide `index`. */
export const RESERVED_FILES: readonly string[] = [
  ...['con', 'prn', 'aux', 'nul', 'index'],
  ...Array.from({ length: 10 }, (_, digit) => [`com${digit}`, `lpt${digit}`]).flat(),
];
