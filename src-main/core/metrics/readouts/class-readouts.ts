/** Read-outs of masks and class maps: extent, share of the image, and brightness of every class. */
import type { Readout } from '../../../contract/readouts.ts'
import type { Extent } from './area-units.ts'
import { meanGray, type ChannelSums } from './object-readouts.ts'

/** Pixels of one class on both sides; of a mask the foreground, which has label 1. */
export interface ClassPixels {
  readonly label: number
  /** `foreground`, or `class-2`: part of the id. */
  readonly key: string
  readonly name: string
  readonly truth: number
  readonly prediction: number
}

/** `allPixels`: of one side, those left out by an ignore label not among them. */
export function classReadouts(
  classes: readonly ClassPixels[],
  allPixels: number,
  { noun, units }: Extent,
  channels: readonly ChannelSums[],
): readonly Readout[] {
  return classes.flatMap((one): Readout[] => [
    ...units.map(({ suffix, unit, factor }): Readout => ({
      id: `${one.key}-${noun}${suffix}`,
      name: `${one.name}: ${noun}`,
      unit,
      truth: one.truth * factor,
      prediction: one.prediction * factor,
    })),
    {
      id: `${one.key}-share`,
      name: `${one.name}: share of the image`,
      unit: '',
      truth: allPixels === 0 ? null : one.truth / allPixels,
      prediction: allPixels === 0 ? null : one.prediction / allPixels,
    },
    ...channels.map((channel, place): Readout => {
      const intensity = one.key === 'foreground' ? 'mean-intensity' : `${one.key}-mean-intensity`
      const inside = (side: 'truth' | 'prediction') => {
        const sums = channel[side].get(one.label)
        return sums === undefined ? null : meanGray([sums])
      }
      return {
        id: `${intensity}${channels.length > 1 ? `-c${place + 1}` : ''}`,
        name: `${one.name}: mean intensity${channel.name === '' ? '' : `, ${channel.name}`}`,
        unit: '',
        truth: inside('truth'),
        prediction: inside('prediction'),
      }
    }),
  ])
}
