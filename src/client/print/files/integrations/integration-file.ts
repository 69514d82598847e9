import type { Integration } from '../../../../model/api.ts';
import type { ClientPlan, IntegrationPlan } from '../../../plan/client-plan.ts';
import type { RuntimeSymbol } from '../../../plan/runtime-symbols.ts';
import { Imports } from '../../imports.ts';
import type { SourceFile } from '../../source-file.ts';
import { infiniteFile } from './infinite-file.ts';
import { mswFile } from './msw-file.ts';

type FileOf = (integration: IntegrationPlan, plan: ClientPlan) => SourceFile;

const FILES: Readonly<Record<Integration, FileOf>> = {
  tanstack: (integration, plan) => infiniteFile('tanstack', integration, plan),
  swr: (integration, plan) => infiniteFile('swr', integration, plan),
  msw: mswFile,
  streams: exporting('toItemStream', 'toNdjsonStream', 'toNdjson'),
  'node-streams': exporting('toItemReadable', 'toNdjsonReadable', 'toNdjson'),
};

/** Plans the text of `<integration>.ts`: the part of a client for another library. */
export function integrationFile(integration: IntegrationPlan, plan: ClientPlan): SourceFile {
  return FILES[integration.name](integration, plan);
}

/** Exports parts of the runtime that do not depend on single operations. */
function exporting(...symbols: readonly RuntimeSymbol[]): FileOf {
  return ({ name }, plan) => {
    const exports = new Imports(name, plan);
    for (const symbol of symbols) exports.runtime(symbol);
    return { path: `${name}.ts`, imports: new Imports(name, plan), exports, statements: [] };
  };
}
