import type { Decoding } from '../../../contract/tool-file.ts'
import { counted } from '../../counted.ts'
import { TouchstoneError } from '../../errors.ts'
import type { LabelImage, RealImage } from '../../images/types.ts'
import { requireFinite } from '../require-finite.ts'
import { decodeCellpose } from './decode-cellpose.ts'

/** Throws `tool-invalid` for a channel that is not there, `image-not-finite`, `shape-mismatch`. */
export function flowLabels(
  channels: readonly RealImage[],
  decoding: Extract<Decoding, { method: 'cellpose' }>,
): LabelImage {
  const named = (channel: number, name: string): RealImage => {
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
  return decodeCellpose(
    named(decoding.flowYChannel, 'flow along y'),
    named(decoding.flowXChannel, 'flow along x'),
    named(decoding.cellProbabilityChannel, 'cell probability'),
    decoding,
  )
}
