/** Runs a built-in baseline on one case. */
import { openImage } from '../images/open-image.ts'
import type { ImageInfo } from '../images/types.ts'
import { type Baseline, baselineParameters, type BaselineResult } from './baselines.ts'
import { planChannels } from './channel-mapping.ts'
import {
  type Computed,
  type PredictionWork,
  requireNotCancelled,
  requireOneTime,
  secondsSince,
  spatialShape,
} from './prediction-work.ts'
import { readChannels } from './read-channels.ts'

/** Throws what reading, the channel rule and the baseline throw. */
export async function predictWithBaseline(
  baseline: Baseline,
  work: PredictionWork,
): Promise<Computed> {
  const parameters = baselineParameters(baseline, work.settings.parameters, work.task)
  const start = performance.now()
  const image = await openImage(work.image)
  try {
    const { info } = image
    requireOneTime(work.image, info)
    const plan = planChannels(work.image, info, work.settings.channel, 1)
    const { channels, values } = await readChannels(image, plan, 'all')
    const read = secondsSince(start)
    requireNotCancelled(work)
    const computing = performance.now()
    const [data = new Float64Array()] = channels
    const shape = spatialShape(info)
    const pixels = baseline.run({ shape, data, values }, work.task, parameters)
    return {
      pixels,
      pixelSizeUm: pixelSizeOf(pixels, info),
      provider: null,
      tiles: 0,
      seconds: { read, compute: secondsSince(computing) },
      notes: plan.note === null ? [] : [plan.note],
    }
  } finally {
    await image.close()
  }
}

/** An enlarged image has smaller pixels along y and x. */
function pixelSizeOf(
  pixels: BaselineResult,
  { pixelSizeUm, size }: ImageInfo,
): ImageInfo['pixelSizeUm'] {
  if (pixels.kind !== 'image' || pixelSizeUm === 'uncalibrated') return pixelSizeUm
  const [width = size.width, height = size.height] = pixels.image.shape.toReversed()
  const { y, x } = pixelSizeUm
  return { ...pixelSizeUm, y: (y * size.height) / height, x: (x * size.width) / width }
}
