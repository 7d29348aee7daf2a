/**
 * A rectangle of a level that no file holds, halved from the plane's own pixels in memory: of planes that are
 * read and halved in less time than a copy would take to be written and found. Pixels as the copy would have.
 */
import { planeAnswerBytes } from '../../../contract/images.ts'
import { pixelArrayOn, storedBytesPerPixel } from '../pixel-types.ts'
import type {
  ImageInfo,
  ImageSource,
  PixelBlock,
  PixelType,
  ReadOptions,
  Region,
} from '../types.ts'
import { halveBlock, type Reduction } from './halve-block.ts'
import { halved } from './level-sizes.ts'
import { canQuarter, quarterGray } from './quarter-gray.ts'

/** A plane of 4096 x 4096 pixels of 16 bits. */
export const quickPlaneBytes = 32 * 2 ** 20

/** Memory of planes that were halved before, the last used last: to fill it again is quicker than to ask for more. */
const spare: ArrayBuffer[] = []
const mostSpareBytes = 32 * 2 ** 20

/** Whether the levels below the last of the file come quickly from it; `limitBytes` counts that one's plane. */
export function isQuick({ levels, size, dtype }: ImageInfo, limitBytes: number): boolean {
  const last = levels.at(-1)
  return last !== undefined && planeAnswerBytes(last, size.samples, dtype) <= limitBytes
}

/** `step` 1 is half the file's last level; `region` lies inside the level, and its `level` is not looked at. */
export async function readQuickLevel(
  source: ImageSource,
  region: Region,
  step: number,
  reduction: Reduction,
  options: ReadOptions = {},
): Promise<PixelBlock> {
  const { dtype, size, levels } = source.info
  const level = levels.length - 1
  const own = levels[level]!
  const factor = 2 ** step
  const { t = 0, c = 0, z = 0 } = region
  const [y, x] = [region.y * factor, region.x * factor]
  let extent = {
    height: Math.min(own.height - y, region.height * factor),
    width: Math.min(own.width - x, region.width * factor),
  }
  const place = { level, t, c, z, y, x, ...extent }
  const memory = takeMemory(extent.height * extent.width * size.samples * bytesPerValue(dtype))
  const target = pixelArrayOn(dtype, memory)
  const read = await source.readRegion(place, { ...options, target })
  const share = read.filledPixels === undefined ? 0 : read.filledPixels / read.data.length
  let { data } = read
  let left = step
  while (left > 0) {
    const { height, width } = extent
    const isTwice = left > 1 && size.samples === 1 && canQuarter(data, height, width)
    data = isTwice
      ? quarterGray(data as Uint16Array, height, width, reduction)
      : halveBlock(data, height, width, size.samples, dtype, reduction)
    extent = isTwice ? halved(halved(extent)) : halved(extent)
    left -= isTwice ? 2 : 1
  }
  // Not where reading failed: a part of it may still be filled.
  giveBack(memory)
  const shape = [extent.height, extent.width, ...read.shape.slice(2)]
  // What the file does not hold must not vanish with the scale.
  const filled = share > 0 ? { filledPixels: Math.max(1, Math.round(share * data.length)) } : {}
  return { ...read, shape, data, ...filled }
}

function takeMemory(bytes: number): ArrayBuffer {
  const at = spare.findIndex(({ byteLength }) => byteLength === bytes)
  return at < 0 ? new ArrayBuffer(bytes) : spare.splice(at, 1)[0]!
}

function giveBack(memory: ArrayBuffer): void {
  spare.push(memory)
  let total = spare.reduce((sum, { byteLength }) => sum + byteLength, 0)
  while (total > mostSpareBytes) total -= spare.shift()!.byteLength
}

/** In memory, where a half float takes four. */
const bytesPerValue = (dtype: PixelType): number =>
  dtype === 'float16' ? 4 : storedBytesPerPixel(dtype)
