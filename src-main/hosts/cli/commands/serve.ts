import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { TouchstoneError } from '../../../core/errors.ts'
import { packageDir } from '../../package-dir.ts'
import { serve } from '../../web/serve.ts'
import type { Command } from '../command.ts'
import { texts, wholeNumber, workspaceDir } from '../options.ts'

const largestPort = 65_535

export const serveCommand: Command = {
  usage: 'serve [--port N] [--workspace W] [--root FOLDER ...]',
  summary: 'Serves the pages on 127.0.0.1 and prints their address.',
  options: {
    port: { type: 'string' },
    workspace: { type: 'string' },
    root: { type: 'string', multiple: true },
  },
  async run(input) {
    const port = wholeNumber(input, 'port', 0, largestPort)
    const pagesDir = join(packageDir, 'out', 'renderer')
    buildInCheckout()
    if (!existsSync(join(pagesDir, 'index.html')))
      throw new TouchstoneError(
        'not-found',
        `The pages are missing at ${pagesDir}; please install again.`,
      )
    const address = await serve({
      workspaceDir: workspaceDir(input),
      resourcesDir: join(packageDir, 'resources'),
      pagesDir,
      port,
      examplesOnFirstStart: false,
      roots: texts(input, 'root'),
    })
    input.output.stdout(`${address}\n`)
    return null
  },
}

/** A checkout brings its build scripts; an installed program brings its pages. */
function buildInCheckout(): void {
  const script = join(packageDir, 'scripts', 'build-pages.ts')
  if (!existsSync(script)) return
  const launcher = join(packageDir, 'scripts', 'launch.mjs')
  const built = spawnSync(process.execPath, [launcher, script], {
    cwd: packageDir,
    stdio: ['ignore', 2, 2],
  })
  if (built.status !== 0)
    throw new TouchstoneError(
      'internal',
      'The pages could not be built; the messages above say why.',
    )
}
