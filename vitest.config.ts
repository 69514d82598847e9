import { defineConfig } from 'vitest/config';

/** Long tests outside of `test/slow/`: they generate and import many clients, or search long for a counterexample. */
const LONG = [
  'test/ecosystem/**/*.test.ts',
  'test/forms/**/*.test.ts',
  'test/wire/**/*.test.ts',
  'test/lint/repeated-findings.test.ts',
  'test/runtime/budgets.test.ts',
  'test/runtime/expiry.test.ts',
  'test/scenarios/dialects/x-ms-pageable.test.ts',
  'test/simulate/budgets.test.ts',
  'test/simulate/verify/every-field.test.ts',
  'test/simulate/verify/planted-faults.test.ts',
  'test/tasks/last-run.test.ts',
  'test/tasks/migrate-names.property.test.ts',
  'test/tasks/migrate-targets.test.ts',
];

/** Vitest leaves one core free by default, which is half of a machine with two. Projects that run together must agree. */
const EVERY_CORE = '100%';

export default defineConfig({
  test: {
    projects: [
      // Fast: no compiler, no packing, no other tools, no long searches for a counterexample. `npm run check` runs only
      // these, within a minute.
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [
            'test/slow/**',
            'test/real/**',
            'test/first-hour/**',
            'test/corpus/**',
            '**/node_modules/**',
            ...LONG,
          ],
          maxWorkers: EVERY_CORE,
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
          include: ['test/slow/**/*.test.ts', ...LONG],
          globalSetup: 'test/slow/build.ts',
          maxWorkers: EVERY_CORE,
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
          // After the others: Vitest refuses to mix projects with different numbers of workers.
          sequence: { groupOrder: 1 },
          globalSetup: 'test/slow/build.ts',
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
