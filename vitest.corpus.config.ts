import { defineConfig } from 'vitest/config';

/** Tests with documents that are not part of the project. They need the corpus, see `test/README.md`. */
export default defineConfig({ test: { include: ['test/corpus/**/*.test.ts'], testTimeout: 300_000 } });
