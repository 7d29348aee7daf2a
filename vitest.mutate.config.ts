import { defineConfig } from 'vitest/config'

/** The tests that judge mutants of metrics and statistics: quick, without pages or files. */
export default defineConfig({
  test: {
    include: ['tests/core/metrics/**/*.test.ts', 'tests/core/statistics/**/*.test.ts'],
    // needs ../shared, which a sandbox does not have
    exclude: ['tests/core/metrics/selftest/kinds.test.ts'],
    // instrumented code on a busy machine is slow; endless mutants are Stryker's own to stop
    testTimeout: 60_000,
    pool: 'threads',
  },
})
