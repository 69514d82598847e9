import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { installedPackages, installForProduction, LIMITS } from './installed-packages.ts';

// Writes docs/dependencies.md: what is installed with pagegen, as it was when this ran.

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(2);

const folder = await mkdtemp(join(tmpdir(), 'pagegen-dependencies-'));
const pack = ['pack', '--json', '--pack-destination', folder];
const { stdout } = await promisify(execFile)('npm', pack, { cwd: ROOT });
const [{ filename, size }] = JSON.parse(stdout.slice(stdout.indexOf('[\n'))) as [{ filename: string; size: number }];
const project = await installForProduction(join(folder, filename));
const packages = installedPackages(project);
const total = packages.reduce((sum, { bytes }) => sum + bytes, 0);

const rows = packages.map(
  ({ name, version, license, bytes }) => `| ${name} | ${version} | ${license} | ${megabytes(bytes)} |`,
);
await writeFile(
  join(ROOT, 'docs/dependencies.md'),
  `# What is installed

\`npm install pagegen\` installs ${packages.length} packages (at most ${LIMITS.packages}), ${megabytes(total)} MB of files (at most ${megabytes(LIMITS.bytes)});
its own tarball has ${megabytes(size)} MB (at most 1.00). None of them runs anything when it is installed. Generated
clients import none of them.

Written by \`npm run dependencies\`; a test holds the list and the limits. \`npm run --silent sbom\` prints the same as CycloneDX.

| package | version | licence | MB |
| --- | --- | --- | ---: |
${rows.join('\n')}
`,
);
await Promise.all([folder, project].map((each) => rm(each, { recursive: true })));
