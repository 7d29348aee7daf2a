/** How bright every object is in the input image, for the lists that people filter. */
import type { ObjectErrors } from '../../../contract/images.ts'
import { meanGray, type ChannelSums } from './object-readouts.ts'

/** More digits tell nothing, and the file is read often. */
const digits = 7

/** Each object with its mean by channel; null where none of its pixels has a finite value. None without channels. */
export function withIntensities(
  objects: ObjectErrors,
  channels: readonly ChannelSums[],
): ObjectErrors {
  if (channels.length === 0) return objects
  const measured = (side: 'truth' | 'prediction'): ObjectErrors['truth'] =>
    objects[side].map((object) => ({
      ...object,
      meanIntensity: channels.map((channel) => {
        const sum = channel[side].get(object.label)
        const mean = sum === undefined ? null : meanGray([sum])
        return mean === null ? null : Number(mean.toPrecision(digits))
      }),
    }))
  return { ...objects, truth: measured('truth'), prediction: measured('prediction') }
}
