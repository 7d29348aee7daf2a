/** Browser tests against the real web host. On Linux the browser comes from npm; elsewhere Playwright's own. */
import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.e2e.ts',
  timeout: 120_000,
  expect: { timeout: 15_000 },
  fullyParallel: false,
  workers: 1,
  retries: 0,
  reporter: [['list']],
  outputDir: 'test-results',
  use: { viewport: { width: 1440, height: 900 }, screenshot: 'only-on-failure' },
})
