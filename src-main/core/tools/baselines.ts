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
import { differenceOfGaussians } from '../instances/difference-of-gaussians.ts'
import { findSpots } from '../instances/find-spots.ts'
import { gaussianFilter } from '../instances/gaussian-filter.ts'
import { laplacianOfGaussian } from '../instances/laplacian-of-gaussian.ts'
import { seedsAtMaxima } from '../instances/local-maxima.ts'
import { medianFilter } from '../instances/median-filter.ts'
import { nonLocalMeans } from '../instances/non-local-means.ts'
import { otsuThreshold } from '../instances/otsu.ts'
import { removeSmall } from '../instances/remove-small.ts'
import { splitMask } from '../instances/split-mask.ts'
import { bicubic, bilinear, upscale } from '../instances/upscale.ts'
import { seededWatershed } from '../instances/watershed.ts'
import { type FoundPoints, pointsOfSpots } from './found-points.ts'
import { mapPlanes } from './map-planes.ts'

export interface BaselineImage extends RealImage {
  /** Whether all pixels are whole numbers by their type; decides Otsu's bins. */
  readonly values: 'integer' | 'real'
}

export type BaselineResult =
  | { readonly kind: 'labels'; readonly labels: LabelImage }
  | { readonly kind: 'image'; readonly image: RealImage }
  | { readonly kind: 'points'; readonly points: FoundPoints }

export type Parameters = Readonly<Record<string, number>>

export interface Baseline extends BuiltInBaseline {
  /** Grows whenever the answer to any image can change. */
  readonly version: string
  /** All parameters with their defaults. */
  readonly defaults: Parameters
  /** Other defaults for the task `detection`: spots are smaller than nuclei. */
  readonly defaultsOfDetection?: Parameters
  run(image: BaselineImage, task: Task, parameters: Parameters): BaselineResult
}

/** Noise specks are no objects; the same for models whose package states nothing else. */
const smallestObjectPx = 20

const baselines: readonly Baseline[] = [
  {
    reference: 'baseline:otsu',
    name: 'Otsu threshold',
    version: '1',
    tasks: ['instances', 'semantic', 'detection'],
    summary:
      "Foreground above Otsu's threshold (after Gaussian smoothing, where that is set); each connected component (pixels that share a side) of at least 20 pixels is one object.",
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
    tasks: ['instances', 'detection'],
    summary:
      "Foreground above Otsu's threshold (after Gaussian smoothing, where that is set), touching objects split at the valleys of the smoothed distance to background; objects of at least 20 pixels.",
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
    reference: 'baseline:local-threshold',
    name: 'Local threshold and watershed',
    version: '1',
    tasks: ['instances', 'semantic', 'detection'],
    summary:
      "Foreground where the image is brighter than its surroundings (its Gaussian mean) by more than Otsu's threshold of that difference: for uneven ground. Touching objects are split as in Otsu threshold and watershed.",
    defaults: {
      windowSigmaPx: 32,
      smoothingSigmaPx: 1,
      minimumSeedDistancePx: 5,
      minimumAreaPx: smallestObjectPx,
    },
    run(image, task, parameters) {
      const {
        windowSigmaPx = 32,
        smoothingSigmaPx = 1,
        minimumSeedDistancePx = 5,
        minimumAreaPx = smallestObjectPx,
      } = parameters
      const mask = aboveOtsu(aboveLocalMean(image, windowSigmaPx))
      if (task === 'semantic') return { kind: 'labels', labels: ones(mask) }
      const split = splitMask(mask, { smoothingSigmaPx, minimumSeedDistancePx })
      return { kind: 'labels', labels: removeSmall(split, minimumAreaPx) }
    },
  },
  {
    reference: 'baseline:log-blobs',
    name: 'Blobs by Laplacian of Gaussian',
    version: '1',
    tasks: ['instances', 'detection'],
    summary:
      "Round objects of about one size: maxima of the Laplacian of Gaussian, of the objects' radius divided by 1.41, seed a watershed where the answer lies above its Otsu threshold.",
    defaults: { blobSigmaPx: 6, minimumSeedDistancePx: 5, minimumAreaPx: smallestObjectPx },
    defaultsOfDetection: { blobSigmaPx: 2, minimumSeedDistancePx: 3 },
    run(image, task, parameters) {
      const {
        blobSigmaPx = 6,
        minimumSeedDistancePx = 5,
        minimumAreaPx = smallestObjectPx,
      } = parameters
      const answer = mapPlanes(image, (plane) => laplacianOfGaussian(plane, blobSigmaPx))
      if (task === 'detection') return spotsOf(answer, minimumSeedDistancePx)
      const labels = blobsOf(answer, minimumSeedDistancePx)
      return { kind: 'labels', labels: removeSmall(labels, minimumAreaPx) }
    },
  },
  {
    reference: 'baseline:dog-blobs',
    name: 'Blobs by difference of Gaussians',
    version: '1',
    tasks: ['instances', 'detection'],
    summary:
      "Round objects of about one size: as blobs by Laplacian of Gaussian, with the difference of the image smoothed by the objects' radius divided by 1.41 and by 1.6 times as much; less disturbed by single bright pixels.",
    defaults: { blobSigmaPx: 6, minimumSeedDistancePx: 5, minimumAreaPx: smallestObjectPx },
    defaultsOfDetection: { blobSigmaPx: 2, minimumSeedDistancePx: 3 },
    run(image, task, parameters) {
      const {
        blobSigmaPx = 6,
        minimumSeedDistancePx = 5,
        minimumAreaPx = smallestObjectPx,
      } = parameters
      const answer = mapPlanes(image, (plane) => differenceOfGaussians(plane, blobSigmaPx))
      if (task === 'detection') return spotsOf(answer, minimumSeedDistancePx)
      const labels = blobsOf(answer, minimumSeedDistancePx)
      return { kind: 'labels', labels: removeSmall(labels, minimumAreaPx) }
    },
  },
  {
    reference: 'baseline:local-maxima',
    name: 'Local maxima',
    version: '1',
    tasks: ['detection'],
    summary:
      'Bright spots: local maxima of the smoothed image above its Otsu threshold, none nearer to a higher one than the smallest distance.',
    defaults: { imageSigmaPx: 1, minimumSeedDistancePx: 3 },
    run(image, _task, { imageSigmaPx = 1, minimumSeedDistancePx = 3 }) {
      return spotsOf(smoothed(image, imageSigmaPx), minimumSeedDistancePx)
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
    reference: 'baseline:non-local-means',
    name: 'Non-local means',
    version: '1',
    tasks: ['restoration'],
    summary:
      "Each pixel becomes the mean of pixels with similar patches (Buades 2005), patches of 5 x 5 within 11 x 11 pixels; the strength is a multiple of the plane's estimated noise.",
    defaults: { patchRadiusPx: 2, searchRadiusPx: 5, strength: 0.8 },
    run: (image, _task, { patchRadiusPx = 2, searchRadiusPx = 5, strength = 0.8 }) => ({
      kind: 'image',
      image: mapPlanes(image, ({ shape, data }) => ({
        shape,
        data: nonLocalMeans(Float64Array.from(data), shape.at(-1) ?? 1, {
          patchRadiusPx,
          searchRadiusPx,
          strength,
        }),
      })),
    }),
  },
  {
    reference: 'baseline:bicubic',
    name: 'Bicubic upscaling',
    version: '1',
    tasks: ['restoration'],
    summary:
      'The image enlarged along y and x by a whole factor, by bicubic interpolation (Keys 1981, a = -0.5; the edge pixel repeated beyond the edge): what super-resolution must improve on. Set the factor between image and ground truth.',
    defaults: { factor: 2 },
    run: (image, _task, { factor = 2 }) => ({
      kind: 'image',
      image: upscale(image, factor, bicubic(-0.5)),
    }),
  },
  {
    reference: 'baseline:bilinear',
    name: 'Bilinear upscaling',
    version: '1',
    tasks: ['restoration'],
    summary:
      'The image enlarged along y and x by a whole factor, by bilinear interpolation (the edge pixel repeated beyond the edge): softer than bicubic, and never brighter or darker than the image.',
    defaults: { factor: 2 },
    run: (image, _task, { factor = 2 }) => ({
      kind: 'image',
      image: upscale(image, factor, bilinear),
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
  task?: Task,
): Parameters {
  for (const [name, value] of Object.entries(set)) {
    if (!Object.hasOwn(baseline.defaults, name)) {
      const known = Object.keys(baseline.defaults).join(', ') || 'none'
      throw new TouchstoneError(
        'bad-options',
        `${baseline.reference} has no parameter ${name}. Its parameters: ${known}.`,
      )
    }
    const isWhole = /radiusPx$/i.test(name) || name === 'minimumAreaPx' || name === 'factor'
    const lowest = name === 'factor' ? 1 : 0
    if (typeof value !== 'number' || !(value >= lowest && value <= largestParameter(name))) {
      throw new TouchstoneError(
        'bad-options',
        `${baseline.reference}: ${name} is ${JSON.stringify(value)}, but must be a number from ${lowest} to ${largestParameter(name)}.`,
      )
    }
    if (isWhole && !Number.isInteger(value)) {
      throw new TouchstoneError(
        'bad-options',
        `${baseline.reference}: ${name} is ${value}, but must be a whole number.`,
      )
    }
  }
  const ofTask = task === 'detection' ? baseline.defaultsOfDetection : undefined
  return { ...baseline.defaults, ...ofTask, ...(set as Parameters) }
}

/** A median window of side 31 already takes seconds for one plane. */
function largestParameter(name: string): number {
  if (name === 'factor') return 16
  return /radiusPx$/i.test(name) ? 15 : name === 'minimumAreaPx' ? 1e12 : 1000
}

/** Maxima above the image's Otsu threshold, with their height as score. */
function spotsOf(image: RealImage, minimumDistancePx: number): BaselineResult {
  const threshold = otsuThreshold(image.data, 'real')
  const spots = findSpots(image, { threshold, smoothingSigmaPx: 0, minimumDistancePx })
  return { kind: 'points', points: pointsOfSpots(spots, image.shape.length) }
}

/** Maxima of the answer above its Otsu threshold seed a watershed in what lies above it. */
function blobsOf(answer: RealImage, minimumSeedDistancePx: number): LabelImage {
  const mask = aboveOtsu({ ...answer, values: 'real' })
  const seeds = seedsAtMaxima(answer, componentsOfMask(mask, 'cross'), minimumSeedDistancePx)
  const depths = { shape: answer.shape, data: Float64Array.from(answer.data, (value) => -value) }
  return seededWatershed(depths, seeds, mask)
}

function smoothed(image: BaselineImage, sigmaPx: number): BaselineImage {
  if (sigmaPx === 0) return image
  return { ...mapPlanes(image, (plane) => gaussianFilter(plane, sigmaPx)), values: 'real' }
}

/** What is left of the image above its local Gaussian mean; negative below it. */
function aboveLocalMean(image: BaselineImage, sigmaPx: number): BaselineImage {
  const local = mapPlanes(image, (plane) => gaussianFilter(plane, sigmaPx))
  const data = Float64Array.from(image.data, (value, i) => value - local.data[i]!)
  return { shape: image.shape, data, values: 'real' }
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
