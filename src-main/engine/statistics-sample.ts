/** What statistics of a plane are computed from: all of it where it is not too large, else a part that is told. */
import type { PlaneIndex } from '../core/engine-port.ts'
import type { Rectangle } from '../core/images/image-source.ts'
import { createPixelArray, copyPixels } from '../core/images/pixel-types.ts'
import type { ImageSource, LevelInfo, PixelBlock } from '../core/images/types.ts'

/** 4096 x 4096. */
const mostExactPixels = 16 * 2 ** 20
/** A smaller level tells too little. */
const fewestLevelPixels = 2 ** 18
const stripPixels = 4 * 2 ** 20
const stripRows = 128

export interface Sample {
  readonly block: PixelBlock
  /** In words, null for the whole plane. */
  readonly sampledFrom: string | null
  /** Whether nobody else holds the pixels. */
  readonly isOwn: boolean
}

/** Levels that only exist on demand are not made for the sake of statistics. */
export async function sampleOfPlane(
  source: ImageSource,
  plane: PlaneIndex,
  signal?: AbortSignal,
): Promise<Sample> {
  const { levels, size } = source.info
  if (size.height * size.width <= mostExactPixels)
    return { ...(await readLevel(source, plane, 0, signal)), sampledFrom: null }
  const level = levels.findIndex(isFit)
  if (level >= 0) {
    const { height, width, downsample } = levels[level]!
    const factor = Number(downsample.toFixed(2))
    const sampledFrom = `level ${level} of the file, ${height} x ${width} pixels, reduced by ${factor}`
    return { ...(await readLevel(source, plane, level, signal)), sampledFrom }
  }
  return stripsOf(source, plane, signal)
}

/** Into memory of its own where the source can: some give what they keep. */
async function readLevel(
  source: ImageSource,
  plane: PlaneIndex,
  level: number,
  signal: AbortSignal | undefined,
): Promise<Pick<Sample, 'block' | 'isOwn'>> {
  const { path, info } = source
  const { height, width } = info.levels[level]!
  const target = createPixelArray(info.dtype, height * width * info.size.samples, path)
  const region = { ...plane, level, y: 0, x: 0, height, width }
  const block = await source.readRegion(region, { signal, target })
  return { block, isOwn: block.data === target }
}

function isFit(level: LevelInfo & { readonly onDemand?: boolean }): boolean {
  const pixels = level.height * level.width
  return level.onDemand !== true && pixels <= mostExactPixels && pixels >= fewestLevelPixels
}

/** Strips of whole rows at even distances, from the first rows to the last. */
async function stripsOf(
  source: ImageSource,
  plane: PlaneIndex,
  signal?: AbortSignal,
): Promise<Sample> {
  const { path, info } = source
  const strips = stripsAcross(info.size)
  const { dtype } = info
  const perRow = strips[0]!.width * info.size.samples
  const rows = strips.reduce((sum, { height }) => sum + height, 0)
  const data = createPixelArray(dtype, rows * perRow, path)
  let [at, filledPixels] = [0, 0]
  let axes = 'yx'
  for (const strip of strips) {
    const read = await source.readRegion({ ...plane, ...strip }, { signal })
    axes = read.axes
    filledPixels += read.filledPixels ?? 0
    copyPixels(read.data, 0, read.data.length, data, at)
    at += read.data.length
  }
  const shape = [rows, strips[0]!.width, ...(axes.endsWith('s') ? [info.size.samples] : [])]
  const sampledFrom = `${strips.length} strips of ${strips[0]!.height} rows at even distances, ${rows} of ${info.size.height} rows`
  return { block: { axes, shape, dtype, data, filledPixels }, sampledFrom, isOwn: true }
}

/** At most `stripPixels` pixels, equal strips, none overlapping another. */
export function stripsAcross({
  height,
  width,
}: {
  readonly height: number
  readonly width: number
}): readonly Rectangle[] {
  const stripWidth = Math.min(width, stripPixels)
  const rows = Math.max(1, Math.min(height, stripRows, Math.floor(stripPixels / stripWidth)))
  const count = Math.max(
    1,
    Math.min(Math.floor(height / rows), Math.floor(stripPixels / (rows * stripWidth))),
  )
  const way = height - rows
  const x = Math.floor((width - stripWidth) / 2)
  return Array.from({ length: count }, (_, index) => ({
    y: count === 1 ? Math.floor(way / 2) : Math.round((index * way) / (count - 1)),
    x,
    height: rows,
    width: stripWidth,
  }))
}
