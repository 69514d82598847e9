import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/**
 * Who may import whom; all else is forbidden. A part is the longest of these paths that a file lies in. Targets are
 * parts, or `types of` a part or file (`import type` alone).
 */
const PARTS: Record<string, readonly string[]> = {
  'src/cli.ts': ['src/commands'],
  'src/lint-source.ts': ['src/load', 'src/resolve', 'src/normalize', 'src/lint', 'src/diagnostics'],
  'src/spectral.ts': ['src/lint-source.ts', 'src/lint', 'src/ir', 'types of src/diagnostics'],
  'src/redocly.ts': ['src/lint-source.ts', 'src/lint', 'src/redocly-types.ts', 'types of src/diagnostics'],
  'src/redocly-types.ts': ['src/extensions', 'src/ir'],
  'src/lint-run.ts': ['src/paths', 'src/read-api.ts', 'src/load', 'src/lint', 'src/diagnostics'],
  'src/lint-documents.ts': [
    'src/paths',
    'src/read-api.ts',
    'src/lint-run.ts',
    'src/load',
    'src/lint',
    'src/write/save-text.ts',
    'src/write/replace-text.ts',
    'src/diagnostics',
  ],
  'src/lint-settings.ts': [
    'src/lint',
    'src/configuration',
    'src/diagnostics',
    'src/ir',
    'types of src/lint-documents.ts',
  ],
  'src/audit': ['types of src/emit'],
  'src/commands': [
    'src/paths',
    'src/audit',
    'src/last-run.ts',
    'src/write/write.ts',
    'src/annotate.ts',
    'src/migrate.ts',
    'src/explain.ts',
    'src/mock.ts',
    'src/mock/faults.ts',
    'src/verify.ts',
    'src/report.ts',
    'src/lint-documents.ts',
    'src/lint-settings.ts',
    'src/write/save-text.ts',
    'src/write/check.ts',
    'src/surface',
    'src/watch-files.ts',
    'src/init.ts',
    'src/format/format-files.ts',
    'src/configuration',
    'src/index.ts',
    'src/generate.ts',
    'src/version.ts',
    'src/diagnostics',
  ],
  'src/index.ts': [
    'src/generate.ts',
    'src/version.ts',
    'src/write',
    'src/diagnostics',
    'src/configuration/define-config.ts',
    'types of src/emit/emitted-file.ts',
  ],
  'src/read-api.ts': [
    'src/paths',
    'src/load',
    'src/overlay',
    'src/resolve',
    'src/normalize',
    'src/extensions/index.ts',
    'src/diagnostics',
    'types of src/ir',
  ],
  'src/migrate.ts': [
    'src/read-api.ts',
    'src/extensions/written-annotation.ts',
    'src/edit',
    'src/write',
    'src/diagnostics',
    'types of src/normalize/pagination/annotated.ts',
    'types of src/ir',
  ],
  'src/explain.ts': [
    'src/read-api.ts',
    'src/plan',
    'src/bind',
    'src/explain',
    'src/diagnostics',
    'types of src/ir',
    'types of templates/runtime',
  ],
  'src/report.ts': [
    'src/read-api.ts',
    'src/normalize/sound-part.ts',
    'src/lint',
    'src/lint-run.ts',
    'src/plan',
    'src/report',
    'src/write/save-text.ts',
    'src/diagnostics',
  ],
  'src/report': [
    'src/explain',
    'src/inference',
    'src/emit/templates/templates-folder.ts',
    'src/diagnostics',
    'src/ir',
    'types of src/plan',
  ],
  'src/verify.ts': [
    'src/read-api.ts',
    'src/plan',
    'src/bind',
    'src/verify',
    'src/migrate.ts',
    'src/write/save-text.ts',
    'src/diagnostics',
    'src/ir',
  ],
  'src/verify': [
    'src/bind',
    'src/edit',
    'src/extensions/written-annotation.ts',
    'src/ir',
    'types of src/plan',
    'types of src/normalize/pagination/annotated.ts',
    'templates/runtime',
  ],
  'src/explain': ['src/ir', 'src/mock', 'src/bind', 'types of src/plan', 'types of templates/runtime'],
  'src/bind': ['src/diagnostics', 'src/ir', 'types of src/plan', 'templates/runtime'],
  'src/mock.ts': ['src/read-api.ts', 'src/mock', 'src/diagnostics'],
  'src/mock': ['src/ir', 'src/diagnostics'],
  'src/annotate.ts': [
    'src/read-api.ts',
    'src/inference',
    'src/edit',
    'src/write/save-text.ts',
    'src/diagnostics',
    'src/ir',
  ],
  'src/inference': ['src/ir'],
  'src/edit': ['src/ir', 'src/load/yaml-text.ts'],
  'src/overlay': ['src/ir', 'src/diagnostics', 'types of src/load/source-document.ts'],
  'src/generate.ts': [
    'src/fingerprint.ts',
    'src/normalize/sound-part.ts',
    'src/read-api.ts',
    'src/plan',
    'src/emit',
    'src/write',
    'src/version.ts',
    'src/diagnostics',
    'types of src/ir',
  ],
  'src/configuration': ['src/paths', 'src/load', 'src/diagnostics', 'src/ir', 'types of src/generate.ts'],
  'src/init.ts': ['src/paths', 'src/configuration', 'src/load', 'src/write/save-text.ts', 'src/diagnostics'],
  'src/format': ['src/diagnostics', 'types of src/write/emitted-path.ts'],
  'src/vite.ts': [
    'src/paths',
    'src/configuration',
    'src/format/format-files.ts',
    'src/index.ts',
    'src/last-run.ts',
    'src/version.ts',
    'src/diagnostics/formats/pretty.ts',
  ],
  'src/watch-files.ts': ['src/paths'],
  'src/fingerprint.ts': [
    'src/paths',
    'src/version.ts',
    'src/write/hash.ts',
    'src/resolve/reach.ts',
    'types of src/generate.ts',
  ],
  'src/last-run.ts': [
    'src/paths',
    'src/fingerprint.ts',
    'src/write',
    'src/resolve/reach.ts',
    'types of src/generate.ts',
  ],
  'src/version.ts': ['package.json'],
  'src/diagnostics': ['types of src/ir', 'src/paths'],
  'src/ir': [],
  'src/paths': [],
  'src/load': ['src/ir', 'src/diagnostics', 'src/paths'],
  'src/resolve': ['src/ir', 'src/diagnostics', 'types of src/load/source-document.ts', 'src/paths'],
  'src/normalize': [
    'src/ir',
    'src/diagnostics',
    'src/extensions',
    'src/styles',
    'types of src/resolve/resolved-document.ts',
  ],
  'src/extensions': ['src/ir', 'src/diagnostics'],
  'src/styles': ['src/ir', 'src/diagnostics', 'types of templates/runtime'],
  'src/lint': ['src/ir', 'src/diagnostics', 'src/extensions', 'src/inference', 'src/styles'],
  'src/plan': ['src/ir', 'src/diagnostics', 'src/styles'],
  'src/emit': ['src/ir', 'src/diagnostics', 'types of src/plan'],
  'src/surface': [],
  'src/write': ['src/ir', 'src/diagnostics', 'src/paths'],
  'templates/runtime': [],
  'templates/runtime/integrations': ['templates/runtime'],
};

/** Packages and Node's own modules, and the only places that may import them. */
const PACKAGES: Record<string, readonly string[]> = {
  'ts-morph': ['src/audit', 'src/surface'],
  vite: ['src/vite.ts'],
  'js-yaml': ['src/load/plain-yaml.ts', 'src/load/plain-index.ts'],
  yaml: ['src/load', 'src/edit'],
  'jsonpath-rfc9535': ['src/overlay'],
  '@scalar/openapi-upgrader': ['src/load/swagger'],
  'openapi-types': ['src/load', 'src/resolve', 'src/normalize', 'src/extensions'],
  hono: ['src/mock'],
  '@hono/node-server': ['src/mock'],
  'json-schema-faker': ['src/mock'],
  handlebars: ['src/emit/templates', 'src/report'],
  chokidar: ['src/watch-files.ts'],
  jiti: ['src/configuration/import-module.ts'],
  lilconfig: ['src/configuration/find-configuration.ts'],
  commander: ['src/commands'],
  sarif: ['src/diagnostics/formats'],
  picocolors: ['src/commands', 'src/diagnostics/formats'],
  'fastest-levenshtein': ['src/diagnostics/nearest.ts'],
  'change-case': ['src/plan', 'src/emit/syntax'],
  'reserved-identifiers': ['src/plan', 'src/emit/syntax'],
  'node:crypto': ['src/write', 'src/report', 'src/diagnostics/fingerprint.ts'],
  'node:fs': [
    'src/last-run.ts',
    'src/format',
    'src/init.ts',
    'src/watch-files.ts',
    'src/load',
    'src/write',
    'src/emit/templates',
    'src/report',
  ],
  'node:path': [
    'src/report.ts',
    'src/paths',
    'src/fingerprint.ts',
    'src/last-run.ts',
    'src/load',
    'src/resolve',
    'src/write',
    'src/emit',
    'src/generate.ts',
    'src/read-api.ts',
    'src/lint-documents.ts',
    'src/lint-source.ts',
    'src/lint-settings.ts',
    'src/spectral.ts',
    'src/commands',
    'src/configuration',
    'src/watch-files.ts',
    'src/init.ts',
    'src/vite.ts',
    'src/format',
    'src/diagnostics/formats',
  ],
  '@tanstack/react-query': ['templates/runtime/integrations/tanstack.ts'],
  msw: ['templates/runtime/integrations/msw.ts'],
  'node:stream': ['templates/runtime/integrations/node-streams.ts'],
  'node:readline': ['src/commands'],
  'node:url': ['src/paths', 'src/format/prettier.ts', 'src/emit', 'src/diagnostics/formats/sarif.ts'],
  'node:v8': ['src/commands'],
  'node:dns': ['src/load/read-remote.ts'],
  'node:timers': ['src/explain'],
  'node:http': ['src/load/read-remote.ts', 'src/mock/serve-mock.ts'],
  'node:https': ['src/load/read-remote.ts'],
  'node:net': ['src/load/private-address.ts', 'src/load/read-remote.ts'],
  'node:child_process': ['src/format/biome.ts'],
  'node:module': ['src/format/installed.ts', 'src/emit/templates'],
};

/** Packages of which only types are ever imported. */
const TYPES_ONLY = new Set(['openapi-types', 'sarif', 'vite']);

const root = fileURLToPath(new URL('..', import.meta.url));

interface Import {
  readonly from: string;
  readonly to: string;
  readonly types: boolean;
}

const IMPORT =
  /^\s*(?:import|export)\s+(?<type>type\s)?(?<names>[^'";()]*?\sfrom\s+)?'(?<static>[^']+)'|\bimport\(\s*'(?<dynamic>[^']+)'/gm;

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(IMPORT)].map(({ groups }) => {
    const specifier = groups?.static ?? groups?.dynamic ?? '';
    const names = /\{([^}]*)\}/.exec(groups?.names ?? '')?.[1]?.split(',');
    const onlyTypes = names?.every((name) => name.trim() === '' || name.trim().startsWith('type '));
    return {
      from: file,
      to: specifier.startsWith('.') ? posix(normalize(join(dirname(file), specifier))) : specifier,
      types: groups?.type !== undefined || onlyTypes === true,
    };
  });
}

function violation({ from, to, types }: Import): string | undefined {
  const part = longest(Object.keys(PARTS), from);
  if (part === undefined) return `${from} belongs to no part of the table`;
  const target = to.replace(/\.js$/, '.ts');
  if (!/^(?:src|templates)\//.test(target) && target !== 'package.json') return packageViolation(from, to, types);
  if (longest(Object.keys(PARTS), target) === part) return undefined;
  const allowed = (PARTS[part] ?? []).some((entry) => {
    const onlyTypes = entry.startsWith('types of ');
    return isIn(target, onlyTypes ? entry.slice('types of '.length) : entry) && (types || !onlyTypes);
  });
  return allowed ? undefined : `${from} imports ${types ? 'types of ' : ''}${to}`;
}

function packageViolation(from: string, to: string, types: boolean): string | undefined {
  const name = to.replace(/^((?:@[^/]+\/)?[^/]+).*$/, '$1');
  if (TYPES_ONLY.has(name) && !types) return `${from} imports more than types of ${name}`;
  return (PACKAGES[name] ?? []).some((place) => isIn(from, place)) ? undefined : `${from} imports ${name}`;
}

function isIn(file: string, part: string): boolean {
  return file === part || file.startsWith(`${part}/`);
}

function longest(parts: readonly string[], file: string): string | undefined {
  return parts.filter((part) => isIn(file, part)).sort((a, b) => b.length - a.length)[0];
}

function posix(path: string): string {
  return path.split(sep).join('/');
}

function filesOf(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
    .map((path) => posix(relative(root, join(root, folder, path))))
    .sort();
}

const files = [...filesOf('src'), ...filesOf('templates/runtime')];

describe('the import table', () => {
  it('is kept by every file', () => {
    const violations = files
      .flatMap(importsOf)
      .map(violation)
      .filter((found) => found !== undefined);
    expect(violations).toEqual([]);
  });

  it('lists only what exists', () => {
    const named = [...Object.keys(PARTS), ...Object.values(PACKAGES).flat()];
    const missing = named.filter((part) => !files.some((file) => isIn(file, part)));
    expect(missing).toEqual([]);
  });

  it.each([
    ['src/ir/x.ts', '../load/load.ts', false, 'src/ir/x.ts imports src/load/load.ts'],
    ['src/resolve/x.ts', '../load/source-document.ts', true, undefined],
    ['src/resolve/x.ts', '../load/source-document.ts', false, 'src/resolve/x.ts imports src/load/source-document.ts'],
    ['src/plan/x.ts', 'ts-morph', true, 'src/plan/x.ts imports ts-morph'],
    ['src/emit/templates/x.ts', 'handlebars', false, undefined],
    ['templates/runtime/x.ts', 'node:fs', false, 'templates/runtime/x.ts imports node:fs'],
    ['templates/runtime/x.ts', './y.js', false, undefined],
    ['src/write/x.ts', 'node:fs/promises', false, undefined],
    ['src/load/x.ts', 'openapi-types', false, 'src/load/x.ts imports more than types of openapi-types'],
  ])('judges that %s imports %s (types only: %s)', (from, specifier, types, expected) => {
    const to = specifier.startsWith('.') ? posix(normalize(join(dirname(from), specifier))) : specifier;
    expect(violation({ from, to, types })).toBe(expected);
  });
});

describe('the console', () => {
  it('belongs to cli.ts alone, as does the process', () => {
    const users = files.filter(
      (file) =>
        file !== 'src/cli.ts' &&
        /\bconsole\.|\bprocess\.(?:exit|stdout|stderr|env|argv|on|once)\b/.test(readFileSync(join(root, file), 'utf8')),
    );
    expect(users).toEqual([]);
  });
});
