/** Read-outs of label images: how many objects, how large, how bright; once per side. */
import type { Readout } from '../../../contract/readouts.ts'
import type { Extent } from './area-units.ts'
import type { GraySum } from './intensity-tally.ts'

/** Of one side; only these objects count, whatever else the gray values hold. */
export interface MeasuredObject {
  readonly label: number
  readonly areaPx: number
}

/** Gray values of one channel by label; `name` is empty where the image has one channel. */
export interface ChannelSums {
  readonly name: string
  readonly truth: ReadonlyMap<number, GraySum>
  readonly prediction: ReadonlyMap<number, GraySum>
}

export interface ObjectSides {
  readonly truth: readonly MeasuredObject[]
  readonly prediction: readonly MeasuredObject[]
}

export function objectReadouts(
  objects: ObjectSides,
  extent: Extent,
  channels: readonly ChannelSums[],
): readonly Readout[] {
  const both = (value: (side: 'truth' | 'prediction') => number | null) => ({
    truth: value('truth'),
    prediction: value('prediction'),
  })
  const areas = (side: 'truth' | 'prediction'): readonly number[] =>
    objects[side].map(({ areaPx }) => areaPx)
  const { noun, units } = extent
  return [
    {
      id: 'count',
      name: 'Number of objects',
      unit: 'objects',
      ...both((side) => objects[side].length),
    },
    ...units.flatMap(({ suffix, unit, factor }): Readout[] => [
      {
        id: `total-${noun}${suffix}`,
        name: `Total ${noun}`,
        unit,
        ...both((side) => factor * sum(areas(side))),
      },
      {
        id: `mean-${noun}${suffix}`,
        name: `Mean ${noun} of objects`,
        unit,
        ...both((side) => scaled(mean(areas(side)), factor)),
      },
      {
        id: `median-${noun}${suffix}`,
        name: `Median ${noun} of objects`,
        unit,
        ...both((side) => scaled(median(areas(side)), factor)),
      },
    ]),
    ...channels.flatMap((channel, place): Readout[] => {
      const suffix = channels.length > 1 ? `-c${place + 1}` : ''
      const of = channel.name === '' ? '' : `, ${channel.name}`
      const graySums = (side: 'truth' | 'prediction'): readonly GraySum[] =>
        objects[side].flatMap(({ label }) => channel[side].get(label) ?? [])
      return [
        {
          id: `mean-intensity${suffix}`,
          name: `Mean over objects of their mean intensity${of}`,
          unit: '',
          ...both((side) => mean(graySums(side).flatMap((one) => meanGray([one]) ?? []))),
        },
        {
          id: `foreground-intensity${suffix}`,
          name: `Mean intensity of all pixels of objects${of}`,
          unit: '',
          ...both((side) => meanGray(graySums(side))),
        },
      ]
    }),
  ]
}

/** Mean gray value over the pixels of several labels; null where there is none. */
export function meanGray(sums: readonly GraySum[]): number | null {
  const pixels = sum(sums.map((one) => one.pixels))
  return pixels === 0 ? null : sum(sums.map((one) => one.sum)) / pixels
}

function scaled(value: number | null, factor: number): number | null {
  return value === null ? null : value * factor
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : sum(values) / values.length
}

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const ascending = Float64Array.from(values).sort()
  const half = ascending.length >> 1
  return ascending.length % 2 === 1
    ? ascending[half]!
    : (ascending[half - 1]! + ascending[half]!) / 2
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
