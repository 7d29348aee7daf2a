import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

/** Unit and contract tests; browser tests are Playwright's (tests/e2e). */
export default defineConfig({
  plugins: [vue()],
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/e2e/**', 'node_modules/**', 'out/**', '.stryker-tmp/**'],
    globalSetup: './tests/temporary-folder.ts',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
  },
})
