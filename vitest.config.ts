import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

/** h5wasm keeps one file system per process: its tests need processes of their own. */
const ownProcess = ['tests/core/images/hdf5/**/*.test.ts']
const plain = ['tests/core/**/*.test.ts', 'tests/renderer/words/**/*.test.ts']

/**
 * Unit and contract tests; browser tests are Playwright's (tests/e2e).
 * Starting a process per test file costs more than most files take, so that the core's, which holds no state of its
 * own, are run many to a process.
 */
export default defineConfig({
  plugins: [vue()],
  test: {
    globalSetup: './tests/temporary-folder.ts',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: { name: 'core', include: plain, exclude: ownProcess, isolate: false },
      },
      {
        extends: true,
        test: {
          name: 'apart',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/e2e/**', ...plain.filter((pattern) => !ownProcess.includes(pattern))],
        },
      },
      { extends: true, test: { name: 'hdf5', include: ownProcess } },
    ],
  },
})
