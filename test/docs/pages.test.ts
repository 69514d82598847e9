import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DIALECTS } from '../../src/annotation/extensions.ts';
import { GROUP_FIELDS } from '../../src/annotation/fields.ts';
import { COMMANDS } from '../../src/cli/program.ts';
import { OVERLAY_CODES } from '../../src/document/overlay/overlay-object.ts';
import { NORMALIZE_CODES } from '../../src/model/read/context.ts';
import { STYLE_NAMES } from '../../src/model/strategy.ts';
import { CODES } from '../../src/shared/codes.ts';
import { pages, ROOT, samples, textOf } from './samples.ts';

/** Returns the first cells of a page's tables, without the back-ticks. */
function firstCells(page: string): string[] {
  return [...textOf(page).matchAll(/^\| (`[^|]*) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`(\w+)[^`]*`/g)].map(([, name = '']) => name),
  );
}

/** All TypeScript below a folder, as one text. */
function sourceBelow(folder: string): string {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(ROOT, folder, name), 'utf8'))
    .join('\n');
}

describe('the pages describe all there is', () => {
  it('the version of each library that the tests run integrations with', () => {
    const [, table = ''] = textOf('docs/ecosystem.md').split('| library | version |');
    const named = [...(table.split('\n\n')[0] ?? '').matchAll(/`([^`]+)`(?: \|)? (\d+\.\d+\.\d+) \|/g)];
    const manifests = ['package.json', 'test/packages/package.json'].map(
      (path) => JSON.parse(textOf(path)) as Record<string, Record<string, string>>,
    );
    // `"zod-3": "npm:zod@3.25.76"` is another version of zod.
    const installed = manifests.flatMap(({ dependencies, devDependencies }) =>
      Object.entries({ ...dependencies, ...devDependencies }).map(([name, version]) =>
        version.startsWith('npm:') ? version.slice('npm:'.length) : `${name}@${version}`,
      ),
    );
    const all = new Set(named.map(([, name, version]) => `${name}@${version}`));
    expect([...all].filter((pair) => !installed.includes(pair))).toEqual([]);
    const libraries = installed.filter((pair) => /^(?:@tanstack\/.*query.*|swr|msw|zod)@/.test(pair));
    expect(libraries.filter((pair) => !all.has(pair))).toEqual([]);
    expect(all.size).toBeGreaterThan(13);
  });

  it('every code that clients throw', () => {
    const methods = new Set(['HEAD', 'POST']);
    const thrown = [...sourceBelow('templates/runtime').matchAll(/'([A-Z][A-Z_]{3,})'/g)]
      .map(([, code = '']) => code)
      .filter((code) => !methods.has(code));
    const codes = [...textOf('docs/errors.md').matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, code]) => code);
    expect(codes.sort()).toEqual([...new Set(thrown)].sort());
  });

  it('every code of the command, with its meaning', () => {
    const rows = [...textOf('docs/codes.md').matchAll(/^\| `(.+?)` \| (.+) \|$/gm)].map(([, code, means]) => [
      code,
      means,
    ]);
    const all = [CODES, NORMALIZE_CODES, OVERLAY_CODES].flatMap((codes) => Object.entries(codes));
    expect(rows).toEqual(all);
  });

  it('every export of the package', () => {
    const source = readFileSync(join(ROOT, 'src/index.ts'), 'utf8');
    const exported = [...source.matchAll(/\{([^}]*)\}/g)].flatMap(([, names = '']) =>
      names.split(',').flatMap((name) => name.replace('type ', '').trim() || []),
    );
    const described = firstCells('docs/api.md').filter((name) => name !== 'pagegen');
    expect(described.sort()).toEqual(exported.sort());
    const { exports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    for (const entry of Object.keys(exports)) expect(textOf('docs/api.md')).toContain(entry.replace('.', 'pagegen'));
  });

  it('every command', () => {
    const commands = COMMANDS.map(({ name }) => name);
    const headings = [...textOf('docs/commands.md').matchAll(/^## `pagegen (\w+)`$/gm)].map(([, name = '']) => name);
    expect(headings.toSorted()).toEqual(commands.toSorted());
    for (const name of headings) expect(textOf('docs/commands.md')).toContain(`npx pagegen ${name} --help\n`);
  });

  it('every style, every field of the annotation, every dialect, every decision', () => {
    const annotation = textOf('docs/annotation.md');
    const headings = [...annotation.matchAll(/^### `(.+)`$/gm)].flatMap(([, names = '']) => names.split(', '));
    for (const name of STYLE_NAMES) expect(textOf(`docs/styles/${name}.md`)).toContain(`# Style \`${name}\``);
    for (const [group, rules] of Object.entries(GROUP_FIELDS)) {
      for (const field of rules.keys()) expect(headings).toContain(`${group}.${field}`);
    }
    for (const key of DIALECTS) expect(textOf('docs/dialects.md')).toContain(`\`${key}\``);
    for (const file of readdirSync(join(ROOT, 'docs/adr'))) {
      if (file !== 'README.md') expect(textOf('docs/adr/README.md')).toContain(`(${file})`);
    }
  });
});

describe('links', () => {
  it('lead to files and headings that exist', () => {
    expect(pages.flatMap((page) => linksOf(page).flatMap((link) => faultOf(page, link) ?? []))).toEqual([]);
  });

  it('lead from the table of contents to every page', () => {
    const linked = new Set(linksOf('docs/README.md').map((link) => join('docs', link).replaceAll('\\', '/')));
    const own = pages.filter((page) => /^docs\/(?!README|rules\/|adr\/)/.test(page));
    expect(own.filter((page) => !linked.has(page))).toEqual([]);
  });
});

/** Targets of links and pictures, code apart. */
function linksOf(page: string): string[] {
  const prose = textOf(page)
    .replaceAll(/^( *)```[\s\S]*?^\1```$/gm, '')
    .replaceAll(/`[^`\n]*`/g, 'code');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^\w+:/.test(target));
}

function faultOf(page: string, link: string): string | undefined {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : join(dirname(page), path);
  if (!existsSync(join(ROOT, target))) return `${page}: ${link} does not exist`;
  if (anchor === undefined || statSync(join(ROOT, target)).isDirectory()) return undefined;
  return anchorsOf(target).includes(anchor) ? undefined : `${page}: ${link} has no such heading`;
}

/** Headings as GitHub turns them into anchors. */
function anchorsOf(page: string): string[] {
  return [...textOf(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

it('lists what cannot run', () => {
  const unrun = samples.filter(({ reason }) => reason !== undefined).map(({ page, reason }) => `${page}: ${reason}`);
  expect(unrun).toMatchInlineSnapshot(`
    [
      "CONTRIBUTING.md: clones the repository",
      "CONTRIBUTING.md: runs the sources of a clone",
      "CONTRIBUTING.md: writes into the repository",
      "README.md: installs from the registry; the tests run it with a packed version",
      "README.md: needs your document; the tests run it with one",
      "README.md: needs an empty folder; the tests run it in one",
      "README.md: rebuilds the project; the tests run both of its commands",
      "README.md: these are the tests that run all other samples",
      "bench/README.md: measures for minutes, with documents that are not in the repository",
      "bench/README.md: measures for minutes, with documents that are not in the repository",
      "bench/README.md: measures for minutes, with documents that are not in the repository",
      "bench/dialects.md: measures for minutes, with documents that are not in the repository",
      "bench/dialects.md: part of what a command printed",
      "bench/dialects.md: downloads packages that are more than 1 GB when unpacked",
      "bench/faults.md: measures for minutes, with documents that are not in the repository",
      "bench/forms.md: downloads and reads 400 MB of documents",
      "bench/rivals.md: measures for minutes, with documents that are not in the repository",
      "bench/sizes.md: measures for minutes, with documents that are not in the repository",
      "docs/checkpoints.md: needs Redis; test/real/queue.test.ts runs it",
      "docs/client.md: needs an API that answers in several media types",
      "docs/getting-started.md: installs from the registry; the tests run it with a packed version",
      "docs/guides/jest.md: test/first-hour/bundlers.test.ts runs it",
      "docs/guides/next.md: runs until it is interrupted",
      "docs/index.md: installs from the registry; the tests run it with a packed version",
      "docs/rules/README.md: test/real/redocly.test.ts runs the plugin",
      "docs/rules/README.md: test/real/spectral.test.ts runs the rules",
      "docs/rules/README.md: test/schema/editor.test.ts asks the language server",
      "examples/close/README.md: runs in a clone; test/slow/docs runs npm run demo",
      "examples/export/README.md: test/real/examples.test.ts runs these commands in a copy",
      "examples/multi-file/README.md: test/real/examples.test.ts runs these commands in a copy",
      "examples/next-list/README.md: test/first-hour/bundlers.test.ts runs these commands in a copy",
      "examples/next-query/README.md: test/real/next-query.test.ts runs these commands in a copy",
      "examples/places-search/README.md: test/real/examples.test.ts runs these commands in a copy",
      "examples/queue/README.md: needs Redis; test/real/queue.test.ts runs these commands in a copy",
      "examples/react-table/README.md: test/real/examples.test.ts runs these commands in a copy",
      "examples/worker/README.md: test/real/examples.test.ts runs these commands in a copy",
    ]
  `);
});

it('has no sample in a language that nothing runs', () => {
  const known = new Set(['', 'sh', 'ts', 'tsx', 'yaml', 'json', 'text', 'http']);
  const strange = samples.filter(({ language, file, reason }) => !known.has(language) && !file && !reason);
  expect(strange.map(({ page, line, language }) => `${page}:${line} ${language}`)).toEqual([]);
});

it('keeps the README short', () => {
  expect(textOf('README.md').split('\n').length).toBeLessThanOrEqual(150);
});
