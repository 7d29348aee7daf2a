/**
 * The classical tools that are built in: what a network has to beat. Pure computing on one channel;
 * which channel, and reading and writing, are not their business.
 */
import type { BuiltInBaseline } from '../../contract/tools.ts'
import type { Digest, Task } from '../../contract/words.ts'
import { TouchstoneError } from '../errors.ts'
import { digestOf } from '../canonical-json.ts'
import type { LabelImage, RealImage } from '../images/types.ts'
import { componentsOfMask } from '../instances/connected-components.ts'
import { gaussianFilter } from '../instances/gaussian-filter.ts'
import { medianFilter } from '../instances/median-filter.ts'
import { otsuThreshold } from '../instances/otsu.ts'
import { removeSmall } from '../instances/remove-small.ts'
import { splitMask } from '../instances/split-mask.ts'
import { mapPlanes } from './map-planes.ts'

export interface BaselineImage extends RealImage {
  /** Whether all pixels are whole numbers by their type; decides Otsu's bins. */
  readonly values: 'integer' | 'real'
}

export type BaselineResult =
  | { readonly kind: 'labels'; readonly labels: LabelImage }
  | { readonly kind: 'image'; readonly image: RealImage }

export type Parameters = Readonly<Record<string, number>>

export interface Baseline extends BuiltInBaseline {
  /** Grows whenever the answer to any image can change. */
  readonly version: string
  /** All parameters with their defaults. */
  readonly defaults: Parameters
  run(image: BaselineImage, task: Task, parameters: Parameters): BaselineResult
}

/** Noise specks are no objects; the same for models whose package states nothing else. */
const smallestObjectPx = 20

const baselines: readonly Baseline[] = [
  {
    reference: 'baseline:otsu',
    name: 'Otsu threshold',
    version: '1',
    tasks: ['instances', 'semantic'],
    summary:
      "Foreground above Otsu's threshold (after Gaussian smoothing where imageSigmaPx is set); each connected component (pixels that share a side) of at least 20 pixels is one object.",
    defaults: { imageSigmaPx: 0, minimumAreaPx: smallestObjectPx },
    run(image, task, { imageSigmaPx = 0, minimumAreaPx = smallestObjectPx }) {
      const mask = aboveOtsu(smoothed(image, imageSigmaPx))
      if (task === 'semantic') return { kind: 'labels', labels: ones(mask) }
      const labels = removeSmall(componentsOfMask(mask, 'cross'), minimumAreaPx)
      return { kind: 'labels', labels }
    },
  },
  {
    reference: 'baseline:otsu-watershed',
    name: 'Otsu threshold and watershed',
    version: '1',
    tasks: ['instances'],
    summary:
      "Foreground above Otsu's threshold (after Gaussian smoothing where imageSigmaPx is set), touching objects split at the valleys of the smoothed distance to background; objects of at least 20 pixels.",
    defaults: {
      imageSigmaPx: 0,
      smoothingSigmaPx: 1,
      minimumSeedDistancePx: 5,
      minimumAreaPx: smallestObjectPx,
    },
    run(image, _task, parameters) {
      const {
        imageSigmaPx = 0,
        smoothingSigmaPx = 1,
        minimumSeedDistancePx = 5,
        minimumAreaPx = smallestObjectPx,
      } = parameters
      const split = splitMask(aboveOtsu(smoothed(image, imageSigmaPx)), {
        smoothingSigmaPx,
        minimumSeedDistancePx,
      })
      return { kind: 'labels', labels: removeSmall(split, minimumAreaPx) }
    },
  },
  {
    reference: 'baseline:gaussian',
    name: 'Gaussian filter',
    version: '1',
    tasks: ['restoration'],
    summary: 'Gaussian smoothing of each plane, standard deviation 1.5 pixels unless set.',
    defaults: { sigmaPx: 1.5 },
    run: (image, _task, { sigmaPx = 1.5 }) => ({
      kind: 'image',
      image: mapPlanes(image, (plane) => gaussianFilter(plane, sigmaPx)),
    }),
  },
  {
    reference: 'baseline:median',
    name: 'Median filter',
    version: '1',
    tasks: ['restoration'],
    summary: 'Median of each plane over a square window, radius 1 pixel (3 x 3) unless set.',
    defaults: { radiusPx: 1 },
    run: (image, _task, { radiusPx = 1 }) => ({
      kind: 'image',
      image: medianFilter(image, radiusPx),
    }),
  },
  {
    reference: 'baseline:input',
    name: 'Input unchanged',
    version: '1',
    tasks: ['restoration'],
    summary: 'The image as it is: what every restoration must improve on.',
    defaults: {},
    run: (image) => ({ kind: 'image', image: { shape: image.shape, data: image.data } }),
  },
]

export function builtInBaselines(): BuiltInBaseline[] {
  return baselines.map(({ reference, name, tasks, summary }) => ({
    reference,
    name,
    tasks,
    summary,
  }))
}

/** Throws `tool-invalid` listing the names there are. */
export function baselineByName(name: string): Baseline {
  const found = baselines.find(({ reference }) => reference === `baseline:${name}`)
  if (found) return found
  const known = baselines.map(({ reference }) => reference).join(', ')
  throw new TouchstoneError(
    'tool-invalid',
    `There is no baseline named "${name}". The built-in ones are ${known}.`,
  )
}

export function baselineDigest({ reference, version }: Baseline): Digest {
  return digestOf({ baseline: reference, version })
}

/** Defaults with what was set. Throws `bad-options` for an unknown name or a value that is no size. */
export function baselineParameters(
  baseline: Baseline,
  set: Readonly<Record<string, unknown>>,
): Parameters {
  for (const [name, value] of Object.entries(set)) {
    if (!Object.hasOwn(baseline.defaults, name)) {
      const known = Object.keys(baseline.defaults).join(', ') || 'none'
      throw new TouchstoneError(
        'bad-options',
        `${baseline.reference} has no parameter ${name}. Its parameters: ${known}.`,
      )
    }
    const isWhole = name === 'radiusPx' || name === 'minimumAreaPx'
    if (typeof value !== 'number' || !(value >= 0 && value <= largestParameter(name))) {
      throw new TouchstoneError(
        'bad-options',
        `${baseline.reference}: ${name} is ${JSON.stringify(value)}, but must be a number from 0 to ${largestParameter(name)}.`,
      )
    }
    if (isWhole && !Number.isInteger(value)) {
      throw new TouchstoneError(
        'bad-options',
        `${baseline.reference}: ${name} is ${value}, but must be a whole number.`,
      )
    }
  }
  return { ...baseline.defaults, ...(set as Parameters) }
}

/** A median window of side 31 already takes seconds for one plane. */
function largestParameter(name: string): number {
  return name === 'radiusPx' ? 15 : name === 'minimumAreaPx' ? 1e12 : 1000
}

function smoothed(image: BaselineImage, sigmaPx: number): BaselineImage {
  if (sigmaPx === 0) return image
  return { ...mapPlanes(image, (plane) => gaussianFilter(plane, sigmaPx)), values: 'real' }
}

function aboveOtsu(image: BaselineImage): { shape: readonly number[]; data: Uint8Array } {
  const threshold = otsuThreshold(image.data, image.values)
  const data = new Uint8Array(image.data.length)
  for (let i = 0; i < data.length; i++) if (image.data[i]! > threshold) data[i] = 1
  return { shape: image.shape, data }
}

function ones(mask: { shape: readonly number[]; data: Uint8Array }): LabelImage {
  return { shape: mask.shape, data: Uint32Array.from(mask.data) }
}
