import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitepress';

const REPOSITORY = 'https://github.com/pagegen/pagegen';
const DOCS = fileURLToPath(new URL('..', import.meta.url));

/** Returns the sidebar: the sections and links of the table of contents. */
function sidebar() {
  const sections = readFileSync(join(DOCS, 'README.md'), 'utf8').split(/^## /m).slice(1);
  const groups = sections.map((section) => ({
    text: section.slice(0, section.indexOf('\n')),
    items: [...section.matchAll(/^- \[(.+)\]\((.+)\.md\)$/gm)].map(([, text = '', link = '']) => ({
      text: text.replaceAll('`', ''),
      link: `/${link}`,
    })),
  }));
  return [...groups, { text: 'Rules', items: rules() }];
}

/** Returns a link to the page of every rule. */
function rules() {
  return readdirSync(join(DOCS, 'rules'))
    .filter((file) => file.endsWith('.md') && file !== 'README.md')
    .sort()
    .map((file) => file.replace(/\.md$/, ''))
    .map((id) => ({ text: id, link: `/rules/${id}` }));
}

/** Makes anchors as GitHub does, so that a link works both there and on the site. */
function slugify(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}

export default defineConfig({
  title: 'pagegen',
  description:
    'Generates typed TypeScript clients from OpenAPI documents, with pagination and the limits of the API built in.',
  rewrites: { 'README.md': 'contents.md' },
  cleanUrls: true,
  // The home page of the default theme has no main landmark, which screen readers jump to.
  transformHtml: (html) => html.replace('<div class="VPHome"', '<div role="main" class="VPHome"'),
  themeConfig: {
    nav: [
      { text: 'Getting started', link: '/getting-started' },
      { text: 'Guides', link: '/guides/README' },
      { text: 'Annotation', link: '/annotation' },
      { text: 'Forms of pagination', link: '/forms' },
      { text: 'Client', link: '/client' },
      { text: 'Commands', link: '/commands' },
      { text: 'Changelog', link: `${REPOSITORY}/blob/main/CHANGELOG.md` },
    ],
    socialLinks: [{ icon: 'github', link: REPOSITORY }],
    editLink: { pattern: `${REPOSITORY}/edit/main/docs/:path`, text: 'Edit this page on GitHub' },
    sidebar: sidebar(),
    outline: [2, 3],
    search: {
      provider: 'local',
      options: {
        miniSearch: {
          options: {
            // "resume a walk" must not find every page that has an "a". The site's code contains only this function.
            processTerm: (term: string) =>
              /^(?:a|an|and|are|at|by|do|for|how|i|if|in|is|it|my|of|on|or|that|the|to|with)$/i.test(term)
                ? null
                : term.toLowerCase(),
          },
          searchOptions: { boost: { title: 4, titles: 2, text: 1 }, combineWith: 'AND', fuzzy: 0.1, prefix: true },
        },
      },
    },
  },
  markdown: {
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    anchor: { slugify },
    headers: { slugify },
    config(md) {
      // The site holds only the Markdown files below docs/: a link to any other file leads to the repository.
      md.core.ruler.push('repository-links', ({ tokens, env }) => {
        for (const token of tokens.flatMap(({ children }) => children ?? [])) {
          const href = token.type === 'link_open' ? String(token.attrGet('href')) : '#';
          if (isPage(href, sourceOf(env))) continue;
          const target = posix.join('docs', posix.dirname(sourceOf(env)), href);
          token.attrSet('href', `${REPOSITORY}/blob/main/${target}`);
          token.attrSet('target', '_blank');
          token.attrSet('rel', 'noreferrer');
        }
      });
    },
  },
});

/** Returns the path of a page below docs/, before `rewrites`. */
function sourceOf({ path, relativePath }: { path?: string; relativePath: string }): string {
  return path === undefined ? relativePath : relative(DOCS, path).replaceAll('\\', '/');
}

function isPage(href: string, page: string): boolean {
  if (/^(?:\w+:|#)/.test(href)) return true;
  const target = join(dirname(page), href.split('#')[0] ?? '');
  return !target.startsWith('..') && target.endsWith('.md') && existsSync(join(DOCS, target));
}
