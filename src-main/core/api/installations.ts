/** Models on their way into the workspace: started by an order, watched by their id, in the record once done. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Installation } from '../../contract/shelf.ts'
import type { Engine } from '../engine-port.ts'
import { isTouchstoneError, messageOf, TouchstoneError } from '../errors.ts'
import type { History } from '../history/open-history.ts'
import {
  checkFolderName,
  toolFolderName,
  unfinishedPrefix,
  type StoredTool,
} from '../tools/shelf/stored-tool.ts'
import type { InstalledTools } from './installed-tools.ts'
import type { InstallSource } from '../tools/shelf/stage-package.ts'

export interface InstallationDependencies {
  readonly workspaceDir: string
  readonly engine: Engine
  readonly history: History
  readonly clock: () => Date
  readonly randomId: () => string
  readonly threads: number
  readonly processId: number
  readonly installed: Pick<InstalledTools, 'keepSeam'>
  readonly log: (message: string) => void
}

export interface Installations {
  /** One that is under way from the same place is answered again. `shownSource` is told and recorded. */
  start(source: InstallSource, shownSource: string): Installation
  /** Since the program started, the newest first. */
  list(): readonly Installation[]
  /** Throws `not-found`. */
  get(id: string): Installation
  /** False where it is over. */
  cancel(id: string): boolean
  /** The last state; rejects with what went wrong where it failed. */
  ended(id: string): Promise<Installation>
  close(): Promise<void>
}

interface Work {
  state: Installation
  readonly key: string
  readonly controller: AbortController
  readonly finished: Promise<void>
  error: unknown
}

/** Those that are over are forgotten beyond this number. */
const mostRemembered = 200

export function createInstallations(deps: InstallationDependencies): Installations {
  const works = new Map<string, Work>()
  const toolsDir = join(deps.workspaceDir, 'tools')

  function work(id: string): Work {
    const found = works.get(id)
    if (found) return found
    throw new TouchstoneError(
      'not-found',
      `There is no installation ${id}; they are known until the program ends.`,
    )
  }

  async function run(id: string, source: InstallSource, shownSource: string): Promise<void> {
    const current = work(id)
    const staging = join(toolsDir, `${unfinishedPrefix}${deps.processId}-${id}`)
    try {
      const { tool, alreadyThere } = await deps.engine.request(
        'install-tool',
        {
          source,
          shownSource,
          toolsDir,
          staging,
          cacheDir: join(deps.workspaceDir, 'cache'),
          installedAt: deps.clock().toISOString(),
          threads: deps.threads,
        },
        {
          signal: current.controller.signal,
          onProgress: ({ fraction, message }) => {
            if (current.state.state === 'running')
              current.state = { ...current.state, fraction, message }
          },
        },
      )
      if (!alreadyThere) {
        const { digest, name, version, format, licence, bytes, descriptionSha256 } = tool
        deps.history.append('tool-installed', {
          ...{ digest, name, version, format, licence, bytes, descriptionSha256 },
          source: shownSource,
          testOutputs: tool.check.testOutputs.status,
        })
      }
      if (!alreadyThere) await measureSeam(id, tool, current.controller.signal)
      const message = alreadyThere
        ? `${tool.name} is installed already; nothing was changed.`
        : `${tool.name} is installed.`
      current.state = { id, state: 'done', fraction: 1, message, tool: tool.digest }
    } catch (error) {
      // The engine tidies up itself unless it was ended.
      await rm(staging, { recursive: true, force: true }).catch(() => undefined)
      // Whatever broke off after it was cancelled broke off because of that.
      const isCancelled = current.controller.signal.aborted || codeOf(error) === 'cancelled'
      current.error = isCancelled
        ? new TouchstoneError('cancelled', 'It was cancelled; nothing was installed.')
        : error
      const message = messageOf(current.error)
      current.state = { ...current.state, state: isCancelled ? 'cancelled' : 'failed', message }
    }
  }

  /** Only of a model that ran here. It is installed already: what goes wrong or is cancelled leaves it untold. */
  async function measureSeam(id: string, tool: StoredTool, signal: AbortSignal): Promise<void> {
    const { status } = tool.check.testOutputs
    if (tool.cannotRun !== null || !['passed', 'ran-not-reproduced'].includes(status)) return
    const current = work(id)
    const message = 'Measuring whether its tiles join'
    current.state = { ...current.state, fraction: 0.9, message }
    const folder = join(toolsDir, toolFolderName(tool.digest))
    try {
      const seam = await deps.engine.request(
        'check-seam',
        {
          model: tool.entry === '' ? folder : join(folder, tool.entry),
          cacheDir: join(deps.workspaceDir, 'cache'),
          threads: deps.threads,
          keepDir: join(folder, checkFolderName),
        },
        { signal },
      )
      await deps.installed.keepSeam(tool.digest, seam)
    } catch (error) {
      if (!signal.aborted)
        deps.log(`The seams of ${tool.name} were not measured: ${messageOf(error)}`)
    }
  }

  function forgetOldest(): void {
    for (const [id, { state }] of works) {
      if (works.size <= mostRemembered) return
      if (state.state !== 'running') works.delete(id)
    }
  }

  return {
    start(source, shownSource) {
      const key = JSON.stringify(source)
      const running = [...works.values()].find(
        (one) => one.key === key && one.state.state === 'running',
      )
      if (running) return running.state
      forgetOldest()
      const id = deps.randomId()
      const state: Installation = {
        ...{ id, state: 'running', fraction: 0, message: 'It begins.', tool: null },
      }
      const begun = Promise.withResolvers<void>()
      const finished = begun.promise.then(() => run(id, source, shownSource))
      const controller = new AbortController()
      works.set(id, { state, key, controller, finished, error: null })
      begun.resolve()
      return state
    },
    list: () => [...works.values()].map(({ state }) => state).toReversed(),
    get: (id) => work(id).state,
    cancel(id) {
      const { state, controller } = work(id)
      if (state.state !== 'running') return false
      controller.abort()
      return true
    },
    async ended(id) {
      const current = work(id)
      await current.finished
      if (current.error !== null) throw current.error as Error
      return current.state
    },
    async close() {
      const all = [...works.values()]
      for (const { controller } of all) controller.abort()
      await Promise.all(all.map(({ finished }) => finished))
    },
  }
}

function codeOf(error: unknown): string | null {
  return isTouchstoneError(error) ? error.code : null
}
