/** StarDist's decodings as `contract/tool-file.ts` states them. */
import type { Decoding } from '../../../contract/tool-file.ts'
import type { LabelImage, RealImage } from '../../images/types.ts'
import { decodeStardist2d } from './decode-stardist-2d.ts'
import { decodeStardist3d } from './decode-stardist-3d.ts'
import { starChannels } from './star-channels.ts'

/** `channels` of one plane; `shape`: of the label image, its last two sides are taken. */
export function starLabels(
  channels: readonly RealImage[],
  decoding: Extract<Decoding, { method: 'stardist' }>,
  shape?: readonly number[],
): LabelImage {
  const { probability, distances } = starChannels(channels, decoding, 2)
  const grid = [decoding.gridY, decoding.gridX] as const
  return decodeStardist2d(probability, distances, {
    probabilityThreshold: decoding.probabilityThreshold,
    suppressionThreshold: decoding.suppressionThreshold,
    border: decoding.borderPx,
    grid,
    shape: fitting(shape?.slice(-2), probability.shape, grid),
  }).labels
}

/** `channels` of one volume `[z, y, x]`. */
export function starLabels3d(
  channels: readonly RealImage[],
  decoding: Extract<Decoding, { method: 'stardist-3d' }>,
  shape?: readonly number[],
): LabelImage {
  const { probability, distances } = starChannels(channels, decoding, 3)
  const grid = [decoding.gridZ, decoding.gridY, decoding.gridX] as const
  return decodeStardist3d(probability, distances, {
    probabilityThreshold: decoding.probabilityThreshold,
    suppressionThreshold: decoding.suppressionThreshold,
    border: decoding.borderPx,
    grid,
    anisotropy: [decoding.anisotropyZ, decoding.anisotropyY, decoding.anisotropyX],
    shape: fitting(shape, probability.shape, grid),
  }).labels
}

/** The image's own shape where the output is its size over the grid, rounded up. */
function fitting(
  shape: readonly number[] | undefined,
  output: readonly number[],
  grid: readonly number[],
): readonly number[] | undefined {
  const isFitting =
    shape?.length === output.length &&
    shape.every((side, axis) => Math.ceil(side / grid[axis]!) === output[axis])
  return isFitting ? shape : undefined
}
