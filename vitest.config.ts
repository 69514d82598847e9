import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      // Fast: no compiler, no packing, no other tools, no long searches for a counterexample. `npm run check` runs only
      // these, within a minute.
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/slow/**', 'test/real/**', 'test/first-hour/**', 'test/corpus/**', '**/node_modules/**'],
          // The files share loaded modules, because loading them for each file took three times as long as the tests.
          // A test must therefore restore everything that it changes. To check that, run with `--sequence.shuffle.files`.
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
      // Programs by others: platforms, package managers, frameworks, formatters, linters, a queue. `npm run test:slow` runs
      // only these, because both projects build the package.
      {
        test: {
          name: 'real',
          include: ['test/real/**/*.test.ts', 'test/first-hour/**/*.test.ts'],
          globalSetup: 'test/slow/build.ts',
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
