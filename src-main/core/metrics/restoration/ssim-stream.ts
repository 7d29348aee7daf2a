/**
 * SSIM of images that come in pieces: as many rows, or planes of a volume, are held as one band of places needs.
 * Bands, shifts and their order are those of ssim-sums.ts, so that planes have the same sums to the last bit.
 */
import { BlockSum } from './block-sum.ts'
import type { Pixels } from './image-pair.ts'
import type { PixelSink } from './pixel-tally.ts'
import { bandRows, ssimBand } from './ssim-band.ts'
import type { SsimParameters } from './ssim-factors.ts'
import { sampleStep, ssimSums } from './ssim-sums.ts'

/** Pixels come plane by plane in C order, samples of colours interleaved. */
export interface StreamedLayout {
  /** All time points, channels and planes. */
  readonly planes: number
  /** So many planes that follow each other are one volume; 1 for planes by themselves. */
  readonly depth: number
  readonly height: number
  readonly width: number
  readonly samples: number
  /** Whether single precision holds every pixel, which halves the memory of volumes. */
  readonly isSingle: boolean
}

/** Pixels of a volume that are held at once, of each image. */
const mostHeldPixels = 2 ** 25

/** What is taken from the pixels of every part (volume or plane, each sample) beforehand: about its mean. */
export function createShiftTally(layout: StreamedLayout): {
  add(truth: Pixels): void
  finish(): Float64Array
} {
  const { depth, height, width, samples } = layout
  const shifts = new Float64Array((layout.planes / depth) * samples)
  const partPixels = depth * height * width
  const step = depth > 1 ? 1 : sampleStep(partPixels)
  let [part, at, sample] = [0, 0, 0]
  let sums = createSums()

  function createSums() {
    return Array.from({ length: samples }, () => ({ blocks: new BlockSum(), plain: 0, count: 0 }))
  }

  return {
    add(truth) {
      for (let i = 0; i < truth.length; i++) {
        const sum = sums[sample]!
        if (depth > 1) sum.blocks.add(truth[i]!)
        else if (at % step === 0) sum.plain += truth[i]!
        if (at % step === 0) sum.count++
        if (++sample < samples) continue
        sample = 0
        if (++at < partPixels) continue
        at = 0
        for (const { blocks, plain, count } of sums)
          shifts[part++] = (depth > 1 ? blocks.total : plain) / count
        sums = createSums()
      }
    },
    finish: () => shifts,
  }
}

/** Mean SSIM over all parts; the window fits into each. */
export function createSsimStream(
  layout: StreamedLayout,
  shifts: Float64Array,
  parameters: SsimParameters,
): PixelSink<number> {
  const { samples } = layout
  const feeds = Array.from({ length: samples }, (_, sample) =>
    createFeed(layout, shifts, sample, parameters),
  )
  let sample = 0
  return {
    add(truth, prediction) {
      if (samples === 1) feeds[0]!.add(truth, prediction, 0, 1)
      else {
        for (const [at, feed] of feeds.entries())
          feed.add(truth, prediction, (at - sample + samples) % samples, samples)
        sample = (sample + truth.length) % samples
      }
    },
    finish: () => feeds.reduce((sum, feed) => sum + feed.sum(), 0) / shifts.length,
  }
}

/** One sample of all parts, one after the other. A unit is a row, of a volume a plane. */
function createFeed(
  { depth, height, width, samples, isSingle }: StreamedLayout,
  shifts: Float64Array,
  sample: number,
  parameters: SsimParameters,
) {
  const { size } = parameters.window
  const border = size - 1
  const isVolume = depth > 1
  const unit = isVolume ? height * width : width
  const kept = (isVolume ? depth : height) - border
  const step = isVolume ? volumeStep(kept, size, unit) : Math.min(kept, bandRows)
  const Values = isVolume && isSingle ? Float32Array : Float64Array
  const [truth, prediction] = [0, 1].map(() => new Values((step + border) * unit)) as [
    Pixels,
    Pixels,
  ]
  const places = kept * (width - border) * (isVolume ? height - border : 1)
  let [filled, done, part] = [0, 0, sample]
  let [ofPart, ofAll] = [0, 0]

  function band(units: number): number {
    const shift = shifts[part]!
    if (!isVolume) {
      const plane = { width, truth, prediction }
      return ssimBand(plane, parameters, [0, units], { shift, wantsContrast: false }).ssim
    }
    const shape = [units + border, height, width]
    const slab = (data: Pixels) => ({ shape, data: data.subarray(0, (units + border) * unit) })
    return ssimSums(slab(truth), slab(prediction), parameters, { shift }).ssim
  }

  function finishBand(units: number): void {
    ofPart += band(units)
    done += units
    for (const held of [truth, prediction])
      held.copyWithin(0, units * unit, (units + border) * unit)
    filled = border * unit
    if (done < kept) return
    ofAll += ofPart / places
    part += samples
    filled = done = ofPart = 0
  }

  return {
    /** Every `every`-th pixel from `first` on. */
    add(t: Pixels, p: Pixels, first: number, every: number): void {
      let units = Math.min(step, kept - done)
      for (let i = first; i < t.length;) {
        const end = (units + border) * unit
        if (every === 1) {
          const count = Math.min(t.length - i, end - filled)
          truth.set(t.subarray(i, i + count), filled)
          prediction.set(p.subarray(i, i + count), filled)
          filled += count
          i += count
        } else
          for (; i < t.length && filled < end; i += every, filled++) {
            truth[filled] = t[i]!
            prediction[filled] = p[i]!
          }
        if (filled < end) return
        finishBand(units)
        units = Math.min(step, kept - done)
      }
    },
    sum: () => ofAll,
  }
}

/** As ssim-sums.ts takes its blocks, fewer planes where they are large. */
function volumeStep(kept: number, size: number, planePixels: number): number {
  const fitting = Math.floor(mostHeldPixels / planePixels) - (size - 1)
  return Math.max(1, Math.min(kept, 2 * size, fitting))
}
