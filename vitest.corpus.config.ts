import { defineConfig } from 'vitest/config';

/** Tests over documents that are not part of the project; they need the corpus folder beside it. */
export default defineConfig({ test: { include: ['test/corpus/**/*.test.ts'], testTimeout: 300_000 } });
