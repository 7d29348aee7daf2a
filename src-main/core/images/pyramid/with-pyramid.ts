/**
 * An image with the levels it lacks: those are listed from the start, made when a rectangle of one is
 * first read, and read from the cache from then on. Everything else is the image's own.
 */
import { TouchstoneError } from '../../errors.ts'
import { openTiff } from '../tiff/open-tiff.ts'
import type { ImageSource, LevelInfo, PixelBlock, ReadOptions, Region } from '../types.ts'
import { nearestHalf } from './halve-block.ts'
import type { PlaneIndex } from './halve-plane.ts'
import { isDamage, pyramidFiles, type PyramidOptions } from './plane-pyramid.ts'
import { isQuick, readQuickLevel } from './quick-level.ts'
import type { Waiter } from './shared-work.ts'
import { usualReduction } from './usual-reduction.ts'

export interface PyramidSource extends ImageSource {
  /** 0 to 1 while levels of the plane are being made, else null. */
  levelProgress(plane: PlaneIndex): number | null
  /** Whether a rectangle of the level can be read at once. */
  isLevelReady(plane: PlaneIndex, level: number): Promise<boolean>
  /** Makes the level where it is not there. Errors as `writeHalvedPlane`. */
  prepareLevel(plane: PlaneIndex, level: number, waiter?: Waiter): Promise<void>
}

/** Opened copies that are kept: neighbouring planes and levels of one picture. */
const keptOpen = 12

interface OpenCopy {
  readonly source: Promise<ImageSource>
  uses: number
  isDropped: boolean
}

export interface AddedLevels extends PyramidOptions {
  /** Levels of planes up to so many bytes are never stored: they come from the plane at once. None where absent. */
  readonly quickBytes?: number
}

/** `close` closes `source` too. Without a level to add, `info` is the image's own. */
export function withPyramid(source: ImageSource, options: AddedLevels): PyramidSource {
  const files = pyramidFiles(source, options)
  const own = source.info.levels.length
  const quick = isQuick(source.info, options.quickBytes ?? 0)
  const added = files.levels.map((level) => (quick ? { ...level, quick } : level))
  const info = { ...source.info, levels: [...source.info.levels, ...added] }
  const reduction = options.kind ?? usualReduction(source)
  const open = new Map<string, OpenCopy>()

  async function readCopy(
    path: string,
    read: (copy: ImageSource) => Promise<PixelBlock>,
  ): Promise<PixelBlock> {
    const copy = open.get(path) ?? { source: openTiff(path), uses: 0, isDropped: false }
    open.delete(path)
    open.set(path, copy) // last used, last in line
    copy.uses++
    if (open.size > keptOpen) drop(open.keys().next().value!)
    try {
      return await read(await copy.source)
    } catch (error) {
      drop(path)
      throw error
    } finally {
      copy.uses--
      closeIfUnused(copy)
    }
  }

  function drop(path: string): void {
    const copy = open.get(path)
    if (copy === undefined) return
    open.delete(path)
    copy.isDropped = true
    closeIfUnused(copy)
  }

  function closeIfUnused(copy: OpenCopy): void {
    if (!copy.isDropped || copy.uses > 0) return
    void copy.source.then(
      (opened) => opened.close(),
      () => undefined,
    )
  }

  async function readMade(region: Region, step: number, options: ReadOptions): Promise<PixelBlock> {
    const { t = 0, c = 0, z = 0, y, x, height, width } = region
    const level = files.levels[step - 1]!
    requireInside(source.path, region, level)
    const plane = { t, c, z }
    for (let attempt = 1; ; attempt++) {
      const path = await files.ensure(plane, step, { signal: options.signal })
      try {
        return await readCopy(path, (copy) => {
          requireSize(path, copy.info.levels[0]!, level)
          return copy.readRegion({ y, x, height, width }, options)
        })
      } catch (error) {
        if (attempt > 1 || !isDamage(error, path)) throw error
        await files.discard(plane, step) // and made again
      }
    }
  }

  /** As the image itself answers: copies hold a bit as a byte and a half float as a float. */
  function asOwn({ data }: PixelBlock, { height, width }: Region): PixelBlock {
    const { size, axes, dtype } = info
    if (dtype === 'float16')
      for (let i = 0; i < data.length; i++) data[i] = nearestHalf(data[i] as number)
    return size.samples > 1 || axes.includes('s')
      ? { axes: 'yxs', shape: [height, width, size.samples], dtype, data }
      : { axes: 'yx', shape: [height, width], dtype, data }
  }

  return {
    ...source,
    info,
    readRegion: async (region, options = {}) => {
      const step = (region.level ?? 0) - own + 1
      if (step < 1 || files.levels[step - 1] === undefined)
        return source.readRegion(region, options)
      if (quick) {
        requireInside(source.path, region, files.levels[step - 1]!)
        return readQuickLevel(source, region, step, reduction, { signal: options.signal })
      }
      return asOwn(await readMade(region, step, options), region)
    },
    levelProgress: files.progress,
    isLevelReady: async (plane, level) => quick || level < own || files.has(plane, level - own + 1),
    prepareLevel: async (plane, level, waiter) => {
      if (level >= own && !quick) await files.ensure(plane, level - own + 1, waiter)
    },
    close: async () => {
      await files.release()
      for (const path of [...open.keys()]) drop(path)
      await source.close()
    },
  }
}

function requireInside(path: string, region: Region, level: LevelInfo): void {
  const { y, x, height, width } = region
  const whole = [y, x, height, width].every((value) => Number.isInteger(value) && value >= 0)
  const inside = y + height <= level.height && x + width <= level.width
  if (whole && inside && height > 0 && width > 0) return
  throw new TouchstoneError(
    'bad-request',
    `${path}: the rectangle y ${y}, x ${x}, height ${height}, width ${width} does not lie inside the level of ${level.height} x ${level.width} pixels.`,
    { path, region, level },
  )
}

function requireSize(path: string, found: LevelInfo, planned: LevelInfo): void {
  if (found.height === planned.height && found.width === planned.width) return
  throw new TouchstoneError(
    'format-corrupt',
    `${path} has ${found.height} x ${found.width} pixels, and ${planned.height} x ${planned.width} are needed.`,
    { path },
  )
}
