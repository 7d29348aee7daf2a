/** How the pages, and beside them the desktop's processes, are built. `electron-vite build` writes to out/. */
import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'

const source = (path: string): string => resolve(import.meta.dirname, 'src-main', path)

export default defineConfig({
  main: {
    build: {
      outDir: resolve(import.meta.dirname, 'out/main'),
      rolldownOptions: {
        input: {
          desktop: source('hosts/electron/main.ts'),
          cli: source('hosts/cli/main.ts'),
          engine: source('engine/main.ts'),
          worker: source('engine/worker.ts'),
          'hdf5-thread': source('core/images/hdf5/hdf5-thread.ts'),
        },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
        },
      },
    },
  },
  preload: {
    build: {
      outDir: resolve(import.meta.dirname, 'out/preload'),
      // A sandboxed preload can load neither ES modules nor packages.
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: source('hosts/electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(import.meta.dirname, 'src-renderer'),
    base: './',
    // All components are written with setup(); without the other way of writing them, scripts are smaller.
    plugins: [vue({ features: { optionsAPI: false } })],
    build: {
      outDir: resolve(import.meta.dirname, 'out/renderer'),
      emptyOutDir: true,
      minify: true,
      // The CSP knows no data: addresses, so nothing may be inlined.
      assetsInlineLimit: 0,
      // light-dark() stays as written.
      cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
      rolldownOptions: {
        input: resolve(import.meta.dirname, 'src-renderer/index.html'),
        // What several pages use is one file: dozens of small ones compress worse, each by itself.
        output: { codeSplitting: { groups: [{ name: 'shared', minShareCount: 3 }] } },
      },
    },
    server: { proxy: { '/api': 'http://127.0.0.1:5180' } },
  },
})
