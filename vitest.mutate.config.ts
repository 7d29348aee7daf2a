import { defineConfig } from 'vitest/config'

/** The tests that judge mutants of metrics and statistics: quick, without pages or files. */
export default defineConfig({
  test: {
    include: ['tests/core/metrics/**/*.test.ts', 'tests/core/statistics/**/*.test.ts'],
    // needs ../shared, which a sandbox does not have
    exclude: ['tests/core/metrics/selftest/kinds.test.ts'],
    pool: 'threads',
  },
})
