import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitepress';

const DOCS = fileURLToPath(new URL('..', import.meta.url));

/** Returns the sidebar: the sections and links of the table of contents. */
function sidebar() {
  const sections = readFileSync(join(DOCS, 'README.md'), 'utf8').split(/^## /m).slice(1);
  return sections.map((section) => ({
    text: section.slice(0, section.indexOf('\n')),
    items: [...section.matchAll(/^- \[(.+)\]\((.+)\.md\)$/gm)].map(([, text = '', link = '']) => ({
      text: text.replaceAll('`', ''),
      link: `/${link}`,
    })),
  }));
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
  rewrites: { 'README.md': 'index.md' },
  cleanUrls: true,
  themeConfig: {
    nav: [
      { text: 'Annotation', link: '/annotation' },
      { text: 'Client', link: '/client' },
      { text: 'Commands', link: '/commands' },
    ],
    sidebar: sidebar(),
    outline: [2, 3],
    search: { provider: 'local' },
  },
  markdown: {
    anchor: { slugify },
    headers: { slugify },
    config(md) {
      // The site holds only the Markdown files below docs/: a link to any other file becomes plain text.
      md.core.ruler.push('repository-links', ({ tokens, env }) => {
        for (const { children } of tokens) {
          const open: boolean[] = [];
          for (const token of children ?? []) {
            if (token.type === 'link_open') {
              open.push(isPage(String(token.attrGet('href')), env.relativePath));
              if (!open.at(-1)) token.tag = 'span';
              if (!open.at(-1)) token.attrs = null;
            } else if (token.type === 'link_close' && !open.pop()) token.tag = 'span';
          }
        }
      });
    },
  },
});

function isPage(href: string, page: string): boolean {
  if (/^(?:\w+:|#)/.test(href)) return true;
  const target = join(dirname(page), href.split('#')[0] ?? '');
  return !target.startsWith('..') && target.endsWith('.md') && existsSync(join(DOCS, target));
}
