/**
 * Levels that are made when they are first asked for: a question waits a moment, then is told how far the
 * work is; the work goes on as long as somebody keeps asking.
 */
import type { PlaneIndex } from '../core/engine-port.ts'

export interface LevelSource {
  isLevelReady(plane: PlaneIndex, level: number): Promise<boolean>
  prepareLevel(plane: PlaneIndex, level: number, waiter: { signal: AbortSignal }): Promise<void>
  levelProgress(plane: PlaneIndex): number | null
}

export interface LevelQuestion {
  /** Names image, plane and level. */
  readonly key: string
  readonly plane: PlaneIndex
  readonly level: number
  /** Keeps the image open until the work is over. */
  readonly use: (work: (source: LevelSource) => Promise<void>) => Promise<void>
}

export interface LevelWorks {
  /** Null where the level can be read, else the fraction that is done. Throws why a level cannot be made. */
  whenReady(source: LevelSource, question: LevelQuestion): Promise<number | null>
}

interface Work {
  readonly done: Promise<'ready' | 'failed'>
  readonly controller: AbortController
  error: unknown
  timer: ReturnType<typeof setTimeout> | undefined
}

export function createLevelWorks({
  waitMs = 1000,
  unaskedMs = 20_000,
}: {
  readonly waitMs?: number
  /** Work that nobody asked after for so long is stopped. */
  readonly unaskedMs?: number
} = {}): LevelWorks {
  const works = new Map<string, Work>()

  function start({ key, plane, level, use }: LevelQuestion): Work {
    const controller = new AbortController()
    const { signal } = controller
    const outcome = use((source) => source.prepareLevel(plane, level, { signal })).then(
      () => {
        forget()
        return 'ready' as const
      },
      (error: unknown) => {
        // Told to the next who asks; after a cancel there is nothing to tell.
        work.error = error
        if (signal.aborted) forget()
        return 'failed' as const
      },
    )
    const work: Work = { done: outcome, controller, error: null, timer: undefined }
    const forget = (): void => {
      clearTimeout(work.timer)
      if (works.get(key) === work) works.delete(key)
    }
    works.set(key, work)
    return work
  }

  return {
    async whenReady(source, question) {
      const { key, plane, level } = question
      if (await source.isLevelReady(plane, level)) return null
      const work = works.get(key) ?? start(question)
      clearTimeout(work.timer)
      work.timer = setTimeout(() => {
        work.controller.abort()
        if (works.get(key) === work) works.delete(key)
      }, unaskedMs)
      work.timer.unref()
      const outcome = await Promise.race([work.done, after(waitMs)])
      if (outcome === 'late') return source.levelProgress(plane) ?? 0
      if (outcome === 'ready') return null
      if (works.get(key) === work) works.delete(key)
      clearTimeout(work.timer)
      throw work.error
    },
  }
}

function after(ms: number): Promise<'late'> {
  return new Promise((resolve) => setTimeout(resolve, ms, 'late').unref())
}
