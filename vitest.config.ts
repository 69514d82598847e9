import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      // Fast: no compiler, no packing, no other tools, no long searches for a counterexample. `npm run check` runs these
      // alone, within a minute.
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/slow/**', 'test/real/**', 'test/corpus/**', '**/node_modules/**'],
          // The files share the modules that are loaded: loading them anew for each file took three times as long as the
          // tests. No test may therefore leave anything changed behind, as after the seeds of `--sequence.shuffle.files`.
          isolate: false,
          testTimeout: 30_000,
        },
      },
      // Slow: real `tsc` runs, packed installs, servers, long walks.
      {
        test: {
          name: 'slow',
          include: ['test/slow/**/*.test.ts'],
          globalSetup: 'test/slow/build.ts',
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      // Real programs of others: platforms, package managers, frameworks, formatters, linters, a queue. `npm run test:slow`
      // runs these alone, since both projects build the package.
      {
        test: {
          name: 'real',
          include: ['test/real/**/*.test.ts'],
          globalSetup: 'test/slow/build.ts',
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
