import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { installedPackages, installForProduction, LIMITS } from './installed-packages.ts';

// Writes docs/dependencies.md, the packages of the lock file. Then installs the tarball from the live registry, as a
// user does, and fails if that exceeds the limits. Run it before a release: the registry changes from day to day, so
// no test does.

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

Written by \`npm run release:installed\`, which also holds an installation from the live registry to these limits.
\`npm run --silent sbom\` prints the same list as CycloneDX.

| package | version | licence | MB |
| --- | --- | --- | ---: |
${rows.join('\n')}
`,
);
const today = await installForProduction(join(folder, filename), {});
const live = installedPackages(today);
const liveBytes = live.reduce((sum, { bytes }) => sum + bytes, 0);
const installScripts = live.filter(({ hasInstallScript }) => hasInstallScript).map(({ name }) => name);
console.log(`The registry of today installs ${live.length} packages, ${megabytes(liveBytes)} MB.`);
if (live.length > LIMITS.packages || liveBytes > LIMITS.bytes || installScripts.length > 0) {
  console.error(
    `At most ${LIMITS.packages} packages and ${megabytes(LIMITS.bytes)} MB are allowed, without install scripts.`,
  );
  for (const name of installScripts) console.error(`Runs a script at installation: ${name}`);
  process.exitCode = 1;
}
await Promise.all([folder, project, today].map((each) => rm(each, { recursive: true })));
