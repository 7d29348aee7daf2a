/** The built bundle, made when it is missing; where several test files ask at once, the first one builds. */
import { existsSync, mkdirSync, rmdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { build, repositoryDir } from '../../scripts/checkout.ts'

export const outDir = join(repositoryDir, 'out')
const lock = join(outDir, 'being-built')
/** The pages are written last. */
const entries = ['main/cli.js', 'main/engine.js', 'preload/preload.cjs', 'renderer/index.html']

export async function ensureBuilt(): Promise<void> {
  while (!entries.every((entry) => existsSync(join(outDir, entry)))) {
    if (takeLock())
      try {
        build()
      } finally {
        rmdirSync(lock)
      }
    else await wait(100)
  }
}

function takeLock(): boolean {
  mkdirSync(outDir, { recursive: true })
  try {
    mkdirSync(lock)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}
