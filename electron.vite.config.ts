/** How the pages, and beside them the desktop's processes, are built. `electron-vite build` writes to out/. */
import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'

export default defineConfig({
  // main: entries desktop, web, cli, engine (see stack.md, electron-vite). Added with the hosts.
  // preload: one CommonJS file (electron.md). Added with the hosts.
  renderer: {
    root: resolve(import.meta.dirname, 'src-renderer'),
    base: './',
    plugins: [vue()],
    build: {
      outDir: resolve(import.meta.dirname, 'out/renderer'),
      emptyOutDir: true,
      minify: true,
      // The CSP knows no data: addresses, so nothing may be inlined.
      assetsInlineLimit: 0,
      // light-dark() stays as written.
      cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
      rolldownOptions: { input: resolve(import.meta.dirname, 'src-renderer/index.html') },
    },
    server: { proxy: { '/api': 'http://127.0.0.1:5180' } },
  },
})
