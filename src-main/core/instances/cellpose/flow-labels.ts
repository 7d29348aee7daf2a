import type { Decoding } from '../../../contract/tool-file.ts'
import { counted } from '../../counted.ts'
import { TouchstoneError } from '../../errors.ts'
import type { LabelImage, RealImage } from '../../images/types.ts'
import { requireFinite } from '../require-finite.ts'
import { decodeCellpose, decodeCellpose3d } from './decode-cellpose.ts'

/** One plane. Throws `tool-invalid` for a channel that is not there, `image-not-finite`, `shape-mismatch`. */
export function flowLabels(
  channels: readonly RealImage[],
  decoding: Extract<Decoding, { method: 'cellpose' }>,
): LabelImage {
  return decodeCellpose(
    named(channels, decoding.flowYChannel, 'flow along y'),
    named(channels, decoding.flowXChannel, 'flow along x'),
    named(channels, decoding.cellProbabilityChannel, 'cell probability'),
    decoding,
  )
}

/** One volume `[z, y, x]`; throws `tool-invalid` for planes too. */
export function flowLabels3d(
  channels: readonly RealImage[],
  decoding: Extract<Decoding, { method: 'cellpose-3d' }>,
): LabelImage {
  const dimensions = channels[0]?.shape.length ?? 0
  if (channels[0] && dimensions !== 3) {
    throw new TouchstoneError(
      'tool-invalid',
      `The tool's output has ${dimensions} axes besides channels, but cellpose-3d takes volumes of z, y and x. Set the decoding cellpose for planes.`,
    )
  }
  return decodeCellpose3d(
    [
      named(channels, decoding.flowZChannel, 'flow along z'),
      named(channels, decoding.flowYChannel, 'flow along y'),
      named(channels, decoding.flowXChannel, 'flow along x'),
    ],
    named(channels, decoding.cellProbabilityChannel, 'cell probability'),
    decoding,
  )
}

function named(channels: readonly RealImage[], channel: number, name: string): RealImage {
  const image = channels[channel]
  if (!image) {
    throw new TouchstoneError(
      'tool-invalid',
      `The decoding asks for the ${name} in output channel ${channel}, but the tool's output has ${counted(channels.length, 'channel')}, counted from 0. Set the channel of the decoding.`,
    )
  }
  requireFinite(image.data, name)
  return image
}
