/** The power spectrum of a plane: its middle is read here, and transformed in a worker thread. */
import { spectrumSidePx, type PowerSpectrum } from '../contract/analysis.ts'
import type { PlaneIndex } from '../core/engine-port.ts'
import { TouchstoneError } from '../core/errors.ts'
import { grayPixels } from '../core/images/gray-pixels.ts'
import type { ImageSource, RealImage } from '../core/images/types.ts'
import type { RadialPower } from '../core/metrics/restoration/power-spectrum.ts'
import { createReadQueue } from './read-queue.ts'
import type { WorkerPool } from './worker-pool.ts'

/** Below, there is hardly a frequency. */
const leastSidePx = 8

/** As many at once: more would take all threads from the decoding of pictures, and 64 MB each. */
const atOnce = 2

export type PlaneSpectra = (
  source: ImageSource,
  plane: PlaneIndex,
  signal?: AbortSignal,
) => Promise<PowerSpectrum>

type TransformPlane = (image: RealImage, signal: AbortSignal) => Promise<RadialPower>

/** In threads: the pixels go there and are gone here. */
export function createPlaneSpectra(startPool: () => WorkerPool): PlaneSpectra {
  const queue = createReadQueue<PowerSpectrum>({ atOnce })
  const transform: TransformPlane = async (image, signal) => {
    const transfer = [image.data.buffer as ArrayBuffer]
    const job = { name: 'power-spectrum', input: image }
    return (await startPool().run(job, { transfer, signal })) as RadialPower
  }
  let asked = 0
  return (source, plane, signal) =>
    queue.read(String(asked++), (stop) => planeSpectrum(source, plane, transform, stop), signal)
}

/** Throws `bad-request` for a plane too small, `image-not-finite` where a value is NaN or infinite. */
async function planeSpectrum(
  source: ImageSource,
  plane: PlaneIndex,
  transform: TransformPlane,
  signal: AbortSignal,
): Promise<PowerSpectrum> {
  const { path, info } = source
  const height = Math.min(info.size.height, spectrumSidePx)
  const width = Math.min(info.size.width, spectrumSidePx)
  if (Math.min(height, width) < leastSidePx)
    throw new TouchstoneError(
      'bad-request',
      `${path} is ${info.size.width} x ${info.size.height} pixels; a power spectrum needs at least ${leastSidePx} on each side.`,
      { path },
    )
  const region = {
    x: Math.floor((info.size.width - width) / 2),
    y: Math.floor((info.size.height - height) / 2),
    ...{ width, height },
  }
  const { values, averagedSamples } = grayPixels(
    await source.readRegion({ ...plane, ...region }, { signal }),
  )
  const odd = values.findIndex((value) => !Number.isFinite(value))
  if (odd >= 0)
    throw new TouchstoneError(
      'image-not-finite',
      `${path} holds ${values[odd]} at x ${region.x + (odd % width)}, y ${region.y + Math.floor(odd / width)} of plane z ${plane.z}; a power spectrum needs numbers everywhere.`,
      { path },
    )
  const found = await transform({ shape: [height, width], data: values }, signal)
  return {
    ...{ window: 'hann', region, averagedSamples },
    frequencies: [...found.frequencies],
    power: [...found.power],
    counts: [...found.counts],
  }
}
