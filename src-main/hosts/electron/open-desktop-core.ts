/** The core as the desktop app runs it: the same as elsewhere, with utility processes as engines. */
import { join } from 'node:path'
import { createEngine } from '../../engine/client.ts'
import { createPassage } from '../../engine/pixel-passage.ts'
import { openCoreWith } from '../node-core.ts'
import { packageDir } from '../package-dir.ts'
import type { OpenCore } from './boot.ts'
import { spawnDesktopEngine, type UtilityProcessFactory } from './engine-process.ts'

export async function openDesktopCore(
  workspaceDir: string,
  factory: UtilityProcessFactory,
  log: (message: string) => void,
): Promise<OpenCore> {
  const builtDir = join(packageDir, 'out', 'main')
  const options = {
    enginePath: join(builtDir, 'engine.js'),
    workerPath: join(builtDir, 'worker.js'),
    log,
  }
  const engine = createEngine({
    spawn: (lane) => spawnDesktopEngine(factory, options, lane),
    createPassage,
    log,
  })
  return openCoreWith(engine, {
    workspaceDir,
    resourcesDir: resourcesDir(),
    pagesDir: join(packageDir, 'out', 'renderer'),
    hostKind: 'desktop',
    log,
    examplesOnFirstStart: true,
  })
}

/** Packaged apps carry resources beside the archive, because native code cannot open files inside it. */
function resourcesDir(): string {
  const { resourcesPath } = process as NodeJS.Process & { readonly resourcesPath?: string }
  return packageDir.includes('app.asar') && resourcesPath !== undefined
    ? join(resourcesPath, 'resources')
    : join(packageDir, 'resources')
}
