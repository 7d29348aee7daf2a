/**
 * Gray values of the input image inside the labels of truth and prediction, for read-outs. Image and labels
 * are walked together in strips. What cannot be measured is a note, not an error: scores do not need it.
 */
import { messageOf } from '../../core/errors.ts'
import { openImage } from '../../core/images/open-image.ts'
import type { ImageSource } from '../../core/images/types.ts'
import { IntensityTally, type ChannelPixels } from '../../core/metrics/readouts/intensity-tally.ts'
import type { ChannelSums } from '../../core/metrics/readouts/object-readouts.ts'

/** The next pixels of truth and prediction in C order, as many of each. */
export type LabelPairs = AsyncIterable<readonly [ArrayLike<number>, ArrayLike<number>]>

export interface GrayValues {
  readonly channels: readonly ChannelSums[]
  readonly notes: readonly string[]
}

/** Pixels of a strip of a large plane. */
const stripPixels = 2 ** 22

/** `shape` is that of the labels. */
export async function grayValues(
  path: string,
  shape: readonly number[],
  labels: LabelPairs,
): Promise<GrayValues> {
  try {
    const source = await openImage(path)
    try {
      const misfit = misfitOf(source, shape)
      if (misfit !== null) return unmeasured(misfit)
      return await sumsOf(source, labels)
    } finally {
      await source.close()
    }
  } catch (error) {
    return unmeasured(messageOf(error))
  }
}

function unmeasured(reason: string): GrayValues {
  return { channels: [], notes: [`Intensities were not measured: ${reason}`] }
}

function misfitOf({ path, info }: ImageSource, shape: readonly number[]): string | null {
  const { t, z, height, width } = info.size
  if (t > 1) return `the image ${path} has ${t} time points and the labels one.`
  const own = z > 1 ? [z, height, width] : [height, width]
  if (own.join() === shape.join()) return null
  return `the image ${path} is ${own.join(' x ')} and the labels are ${shape.join(' x ')} pixels.`
}

async function sumsOf(source: ImageSource, labels: LabelPairs): Promise<GrayValues> {
  const names = channelNames(source)
  const [truth, prediction] = [new IntensityTally(names.length), new IntensityTally(names.length)]
  const strips = stripsOf(source)
  let strip: Strip = { pixels: 0, channels: [] }
  let at = 0
  try {
    for await (const [t, p] of labels)
      for (let begin = 0; begin < t.length;) {
        if (at === strip.pixels) {
          const next = await strips.next()
          if (next.done === true) break
          strip = next.value
          at = 0
        }
        const end = Math.min(t.length, begin + strip.pixels - at)
        truth.add(t, begin, end, strip.channels, at)
        prediction.add(p, begin, end, strip.channels, at)
        at += end - begin
        begin = end
      }
  } finally {
    await strips.return(undefined)
  }
  const leftOut = Math.max(truth.leftOut, prediction.leftOut)
  return {
    channels: names.map((name, channel) => ({
      name,
      truth: truth.sums(channel),
      prediction: prediction.sums(channel),
    })),
    notes:
      leftOut === 0
        ? []
        : [
            `${leftOut} gray values of ${source.path} are NaN or infinite and were left out of intensities.`,
          ],
  }
}

/** Empty for the only one; of an image with several the names that the file states, else numbers. */
function channelNames({ info }: ImageSource): readonly string[] {
  const { c, samples } = info.size
  if (c * samples === 1) return ['']
  return Array.from({ length: c * samples }, (_, place) => {
    const stated = samples === 1 ? info.channels[place]?.name : undefined
    return stated === undefined || stated === '' ? `channel ${place + 1}` : stated
  })
}

interface Strip {
  readonly pixels: number
  /** Channels in the order of `channelNames`. */
  readonly channels: readonly ChannelPixels[]
}

async function* stripsOf(source: ImageSource): AsyncGenerator<Strip, void> {
  const { z: planes, c: channels, samples, height, width } = source.info.size
  const rows = Math.max(1, Math.min(height, Math.floor(stripPixels / width)))
  for (let z = 0; z < planes; z++)
    for (let y = 0; y < height; y += rows) {
      const size = { y, x: 0, height: Math.min(rows, height - y), width }
      const pieces: ChannelPixels[] = []
      for (let c = 0; c < channels; c++) {
        const { data } =
          rows === height
            ? await source.readPlane({ z, c })
            : await source.readRegion({ z, c, ...size })
        // the arrays of a source may be used again for the next plane
        const own = channels > 1 ? data.slice() : data
        for (let sample = 0; sample < samples; sample++)
          pieces.push({ data: own, first: sample, step: samples })
      }
      yield { pixels: size.height * width, channels: pieces }
    }
}
