import { defineConfig } from 'vitepress';

export default defineConfig({
  title: 'pagegen',
  description: 'Typed TypeScript clients from OpenAPI documents, whose list methods are the right iterator.',
});
