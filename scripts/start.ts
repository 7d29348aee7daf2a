/**
 * `npm start`: builds the pages when stale, then opens the desktop window where Electron's binary is
 * installed, else serves on 127.0.0.1 and opens the browser unless `--no-open`.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { serve } from '../src-main/hosts/web/serve.ts'
import { build, pagesAreStale, pagesDir, repositoryDir } from './checkout.ts'
import { electronBinary, openBrowser, startDesktop } from './desktop-window.ts'

const { values } = parseArgs({
  options: {
    'no-open': { type: 'boolean', default: false },
    port: { type: 'string', default: '0' },
    workspace: { type: 'string' },
    browser: { type: 'boolean', default: false },
  },
})

if (pagesAreStale()) {
  process.stderr.write('Building the pages ...\n')
  build()
}

const binary = values['no-open'] || values.browser ? null : electronBinary()
if (binary) {
  startDesktop(binary)
} else {
  const address = await serve({
    workspaceDir: values.workspace ?? join(repositoryDir, 'workspace'),
    resourcesDir: join(repositoryDir, 'resources'),
    pagesDir,
    port: Number(values.port),
    examplesOnFirstStart: true,
  })
  process.stdout.write(`${address}\n`)
  if (!values['no-open']) openBrowser(address)
}
