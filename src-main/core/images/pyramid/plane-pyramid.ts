/**
 * Smaller copies of single planes in a cache folder, never beside raw data: each level is one tiled file,
 * made from the level before when it is first asked for. A damaged or removed copy is made again.
 */
import { createHash } from 'node:crypto'
import { mkdir, rm, stat, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isTouchstoneError } from '../../errors.ts'
import { openTiff } from '../tiff/open-tiff.ts'
import type { ImageSource } from '../types.ts'
import type { Reduction } from './halve-block.ts'
import { writeHalvedPlane, type PlaneIndex } from './halve-plane.ts'
import { plannedLevels, type PlannedLevel } from './planned-levels.ts'
import { createSharedWork, type Waiter, type Work } from './shared-work.ts'
import { keepBelow } from './trim-cache.ts'
import { usualReduction } from './usual-reduction.ts'

export interface PyramidOptions {
  /** Copies stand in `<cacheDir>/pyramids`. */
  readonly cacheDir: string
  /** Changes whenever the pixels of the image may have changed. */
  readonly contentKey: string
  /** By default `mode` for label images, masks and indices into a colour table, `mean` for all else. */
  readonly kind?: Reduction | undefined
  /** All copies of all images together; 20 GB where absent. */
  readonly limitBytes?: number | undefined
}

/** The copies of one image. Planes are those of level 0. */
export interface PyramidFiles {
  readonly levels: readonly PlannedLevel[]
  /** Path of the copy number `step` (1 is half the file's last level), made first where it is not there. */
  ensure(plane: PlaneIndex, step: number, waiter?: Waiter): Promise<string>
  /** Removes a copy that turned out to be damaged. */
  discard(plane: PlaneIndex, step: number): Promise<void>
  /** Whether the copy is there. */
  has(plane: PlaneIndex, step: number): Promise<boolean>
  /** 0 to 1 while a copy of the plane is being made, else null. */
  progress(plane: PlaneIndex): number | null
  /** Ends all waiting; done once nothing reads the image any more, so that it may be closed. */
  release(): Promise<void>
}

const defaultLimitBytes = 20 * 2 ** 30
/** Part of every name; a new rule of making copies takes a new one. */
const version = 1
/** Several images are looked at at once, and each copy takes a processor or two. */
const underWay = createSharedWork(2)

/** Makes all missing levels of one plane. Errors as `writeHalvedPlane`. */
export async function planePyramid(
  source: ImageSource,
  plane: PlaneIndex,
  options: PyramidOptions & Waiter,
): Promise<readonly (PlannedLevel & { readonly path: string })[]> {
  const files = pyramidFiles(source, options)
  const made: (PlannedLevel & { readonly path: string })[] = []
  if (files.levels.length === 0) return made
  await files.ensure(plane, files.levels.length, options)
  for (const [i, level] of files.levels.entries()) {
    made.push({ ...level, path: await files.ensure(plane, i + 1, options) })
  }
  return made
}

export function pyramidFiles(source: ImageSource, options: PyramidOptions): PyramidFiles {
  const { info } = source
  const levels = plannedLevels(info)
  const reduction = options.kind ?? usualReduction(source)
  const root = join(options.cacheDir, 'pyramids')
  const key = [version, options.contentKey, info.seriesIndex, info.axes, reduction, levels]
  const name = createHash('sha256').update(JSON.stringify(key)).digest('hex').slice(0, 32)
  const planeName = ({ t = 0, c = 0, z = 0 }: PlaneIndex): string => `${t}-${c}-${z}`
  const pathOf = (plane: PlaneIndex, step: number): string =>
    join(root, name, `${planeName(plane)}-level${step}.ome.tif`)
  const workKey = (plane: PlaneIndex): string => join(root, name, planeName(plane))

  const released = new AbortController()
  const reading = new Set<Promise<void>>()

  async function make(
    plane: PlaneIndex,
    step: number,
    signal: AbortSignal,
    onProgress: (fraction: number) => void,
  ): Promise<void> {
    const path = pathOf(plane, step)
    if (await isFile(path)) return
    const halving = { reduction, signal, onProgress }
    await mkdir(dirname(path), { recursive: true })
    if (step === 1) {
      await writeHalvedPlane(path, { source, level: info.levels.length - 1, plane }, halving)
    } else {
      await withRepair(plane, step - 1, signal, async (before) => {
        await writeHalvedPlane(path, { source: before, level: 0, plane: {} }, halving)
      })
    }
  }

  /** A copy that cannot be read is made again, once. */
  async function withRepair(
    plane: PlaneIndex,
    step: number,
    signal: AbortSignal,
    use: (copy: ImageSource) => Promise<void>,
  ): Promise<void> {
    try {
      await useCopy(pathOf(plane, step), use)
    } catch (error) {
      if (!isDamage(error, pathOf(plane, step))) throw error
      await rm(pathOf(plane, step), { force: true })
      await makeUpTo(plane, step, signal, () => undefined)
      await useCopy(pathOf(plane, step), use)
    }
  }

  /** Each level takes a quarter of the time of the one before. */
  async function makeUpTo(
    plane: PlaneIndex,
    last: number,
    signal: AbortSignal,
    onProgress: (fraction: number) => void,
  ): Promise<void> {
    let first = last
    while (first > 1 && !(await isFile(pathOf(plane, first - 1)))) first--
    const timeUpTo = (step: number): number => 1 - 4 ** -(step - first + 1)
    for (let step = first; step <= last; step++) {
      const done = timeUpTo(step - 1)
      const share = timeUpTo(step) - done
      await make(plane, step, signal, (part) => onProgress((done + part * share) / timeUpTo(last)))
    }
  }

  /** More than what was made where some were there before, which is no harm. */
  async function sizeOfCopies(plane: PlaneIndex, last: number): Promise<number> {
    let sizeBytes = 0
    for (let step = 1; step <= last; step++) {
      const found = await stat(pathOf(plane, step)).catch(() => undefined)
      sizeBytes += found?.size ?? 0
    }
    return sizeBytes
  }

  /** Levels before `step` are made only where it needs them. */
  async function ensure(plane: PlaneIndex, step: number, waiter: Waiter = {}): Promise<string> {
    const path = pathOf(plane, step)
    const signals = [released.signal, ...(waiter.signal === undefined ? [] : [waiter.signal])]
    const signal = AbortSignal.any(signals)
    while (!(await isFile(path))) {
      const work = async (...args: Parameters<Work>): Promise<void> => {
        const made = makeUpTo(plane, step, ...args)
        reading.add(made)
        await made.finally(() => reading.delete(made))
        const added = await sizeOfCopies(plane, step)
        await keepBelow(root, added, options.limitBytes ?? defaultLimitBytes)
      }
      await underWay.run(workKey(plane), work, { ...waiter, signal })
    }
    const now = new Date()
    await utimes(path, now, now).catch(() => undefined) // a cache that cannot be written is used all the same
    return path
  }

  return {
    levels,
    ensure,
    discard: (plane, step) => rm(pathOf(plane, step), { force: true }),
    has: (plane, step) => isFile(pathOf(plane, step)),
    progress: (plane) => underWay.progress(workKey(plane)),
    release: async () => {
      released.abort()
      await Promise.allSettled(reading)
    },
  }
}

/** Whether an error is about the copy itself, not about the image or a cancel. */
export function isDamage(error: unknown, path: string): boolean {
  return (
    isTouchstoneError(error) &&
    (error.details['path'] === path || error.message.startsWith(path)) &&
    ['format-corrupt', 'file-truncated', 'file-not-found', 'format-not-supported'].includes(
      error.code,
    )
  )
}

async function useCopy(path: string, use: (copy: ImageSource) => Promise<void>): Promise<void> {
  const copy = await openTiff(path)
  try {
    await use(copy)
  } finally {
    await copy.close()
  }
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  )
}
