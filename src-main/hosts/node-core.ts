/** The core as a plain Node process runs it (web host and command line): real clock, real engine children. */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdir, stat } from 'node:fs/promises'
import { homedir, hostname, userInfo } from 'node:os'
import { basename, dirname, join, parse, relative, resolve, sep } from 'node:path'
import { createCore, type Core, type HostKind } from '../core/app.ts'
import type { Engine } from '../core/engine-port.ts'
import { createEngine } from '../engine/client.ts'
import { spawnNodeEngine } from '../engine/node-process.ts'
import { createPassage } from '../engine/pixel-passage.ts'
import { messageOf, TouchstoneError } from '../core/errors.ts'
import { packageDir } from './package-dir.ts'

export interface NodeCoreOptions {
  readonly workspaceDir: string
  readonly resourcesDir: string
  /** Folder of the built pages; null on the command line. */
  readonly pagesDir: string | null
  readonly hostKind: HostKind
  readonly log: (message: string) => void
  readonly examplesOnFirstStart?: boolean
  /** Folders that may be read; everything this account can read where none is given. */
  readonly roots?: readonly string[]
}

/** Threads of one inference session. Two are safe on every machine and keep results comparable. */
export const inferenceThreads = 2

export function openNodeCore(options: NodeCoreOptions): Promise<Core> {
  return openCoreWith(createNodeEngine(options.log), options)
}

export async function openCoreWith(engine: Engine, options: NodeCoreOptions): Promise<Core> {
  try {
    await makeWorkspaceFolder(options.workspaceDir)
    return await createCore({
      workspaceDir: options.workspaceDir,
      resourcesDir: options.resourcesDir,
      pagesDir: options.pagesDir,
      hostKind: options.hostKind,
      clock: () => new Date(),
      engine,
      log: options.log,
      randomId: () =>
        Array.from(randomBytes(8), (byte) => letters.charAt(byte % letters.length)).join(''),
      environment: { versions: versions(), host: hostname(), user: userName() },
      threads: inferenceThreads,
      processId: process.pid,
      isAlive,
      roots: folderRoots(options.roots ?? []),
      examplesOnFirstStart: options.examplesOnFirstStart ?? false,
    })
  } catch (error) {
    await engine.close()
    throw error
  }
}

/** The engine without a workspace, for commands that record nothing. */
export function createNodeEngine(log: (message: string) => void): ReturnType<typeof createEngine> {
  const extension = import.meta.filename.endsWith('.ts') ? 'ts' : 'js'
  const engineDir =
    extension === 'ts'
      ? join(import.meta.dirname, '..', 'engine')
      : engineDirOfBuild(import.meta.dirname)
  const enginePath = join(engineDir, extension === 'ts' ? 'main.ts' : 'engine.js')
  const workerPath = join(engineDir, extension === 'ts' ? 'worker.ts' : 'worker.js')
  return createEngine({
    spawn: (lane) => spawnNodeEngine({ enginePath, workerPath, log }, lane),
    createPassage,
    log,
  })
}

function folderRoots(
  given: readonly string[],
): readonly { readonly name: string; readonly path: string }[] {
  if (given.length > 0)
    return given.map((path) => ({ name: basename(path) || path, path: resolve(path) }))
  return [
    { name: 'Home', path: homedir() },
    { name: 'Computer', path: parse(homedir()).root },
  ]
}

const letters = 'abcdefghijklmnopqrstuvwxyz234567'

/** Built entries lie side by side in out/main; shared code lies in out/main/chunks. */
function engineDirOfBuild(dir: string): string {
  return dir.endsWith('chunks') ? join(dir, '..') : dir
}

/** Folder by folder: Node's recursive mkdir calls a read-only place ENOENT, and in /proc it never ends. */
async function makeWorkspaceFolder(folder: string): Promise<void> {
  const present = await nearestPresent(resolve(folder))
  if (!(await stat(present)).isDirectory())
    throw new TouchstoneError(
      'bad-usage',
      `The workspace ${folder} cannot be made because ${present} is a file; choose a folder.`,
    )
  let made = present
  try {
    for (const part of relative(present, resolve(folder)).split(sep)) {
      made = join(made, part)
      if (part !== '') await mkdir(made)
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : messageOf(error)
    // Another process was faster with the same folder.
    if (code === 'EEXIST') return makeWorkspaceFolder(folder)
    throw new TouchstoneError(
      code === 'ENOSPC' ? 'disk-full' : 'folder-read-only',
      `The workspace ${folder} cannot be made because ${dirname(made)} cannot be written (${code}). Choose a folder that you may write to.`,
    )
  }
}

async function nearestPresent(path: string): Promise<string> {
  const isThere = await stat(path).then(
    () => true,
    () => false,
  )
  return isThere || dirname(path) === path ? path : nearestPresent(dirname(path))
}

/** Signal 0 only asks; a process of another account answers that it may not be asked, so it is there. */
function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    // An account without a name, as in some containers, is still a fact worth recording.
    return `uid ${process.getuid?.() ?? 'unknown'}`
  }
}

export function versions(): Readonly<Record<string, string>> {
  const versionOf = (...path: string[]): string =>
    (
      JSON.parse(readFileSync(join(packageDir, ...path, 'package.json'), 'utf8')) as {
        version: string
      }
    ).version
  return {
    touchstone: versionOf(),
    node: process.versions.node,
    v8: process.versions.v8,
    onnxruntime: versionOf('node_modules', 'onnxruntime-node'),
    'better-sqlite3': versionOf('node_modules', 'better-sqlite3'),
    platform: `${process.platform}-${process.arch}`,
  }
}
