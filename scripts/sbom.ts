import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

// Prints the bill of materials of the published package, as CycloneDX.

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 'pagegen-sbom-'));
const project = join(folder, 'pagegen');
await mkdir(project);

// `npm sbom --omit=dev` also omits packages that both users and tests need. Without development dependencies in the
// manifest, there is nothing to omit.
const {
  devDependencies: _,
  peerDependencies: __,
  ...published
} = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as Record<string, unknown>;
await writeFile(join(project, 'package.json'), JSON.stringify(published));
await copyFile(join(ROOT, 'package-lock.json'), join(project, 'package-lock.json'));
const npm = async (args: readonly string[]): Promise<string> =>
  (await promisify(execFile)('npm', [...args, '--package-lock-only'], { cwd: project, maxBuffer: 2 ** 26 })).stdout;
await npm(['install', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund']);
process.stdout.write(await npm(['sbom', '--sbom-format=cyclonedx', '--sbom-type=application']));
await rm(folder, { recursive: true });
