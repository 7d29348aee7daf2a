/**
 * How large a block may be within a limit of main memory, from what one tile took in the trial of the model:
 * what the process held before, so much for each pixel of the block, and a reserve for the image. Pure.
 */
import type { ModelTrial } from '../../contract/execution.ts'
import { TouchstoneError } from '../errors.ts'

/** Reading, putting together and writing took 110 to 140 MB beside the network with images of 4 million pixels. */
const reserveBytes = 128 * 2 ** 20
/** A larger block takes somewhat more for each pixel than the trial's: its tensors are copied once more. */
const spare = 1.25

/** Without a limit of memory, blocks are not larger than this many pixels anyway. */
const usualBlockPixels = 1024 * 1024

/**
 * Side in pixels; null where the limit allows any block that would be chosen without it.
 * @throws TouchstoneError bad-options where not even the smallest block fits, with both amounts.
 */
export function largestSide(trial: ModelTrial, limitMb: number, name: string): number | null {
  const { bytesBefore, bytesPeak, tilePixels, tileAxes, smallestTilePixels } = trial
  if (
    bytesBefore === null ||
    bytesPeak === null ||
    tilePixels === null ||
    tileAxes === null ||
    smallestTilePixels === null
  )
    throw new TouchstoneError(
      'bad-options',
      `The memory limit of ${limitMb} MB cannot be kept for ${name}: the memory of one tile could not be measured (${trial.reason ?? 'unknown reason'}).`,
    )
  const perPixel = (spare * Math.max(0, bytesPeak - bytesBefore)) / tilePixels
  const left = limitMb * 2 ** 20 - bytesBefore - reserveBytes
  if (perPixel * smallestTilePixels > left) {
    const needed = Math.ceil((bytesBefore + reserveBytes + perPixel * smallestTilePixels) / 2 ** 20)
    throw new TouchstoneError(
      'bad-options',
      `${name} needs about ${needed} MB for its smallest tile, but the memory limit is ${limitMb} MB. Raise the limit.`,
      { needed, limitMb },
    )
  }
  const pixels = perPixel === 0 ? Infinity : left / perPixel
  return pixels >= usualBlockPixels ? null : Math.floor(pixels ** (1 / Math.max(1, tileAxes)))
}
