/** Runs a built-in baseline on one case. */
import { openImage } from '../images/open-image.ts'
import { type Baseline, baselineParameters } from './baselines.ts'
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
  const parameters = baselineParameters(baseline, work.settings.parameters)
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
    return {
      pixels: baseline.run({ shape, data, values }, work.task, parameters),
      pixelSizeUm: info.pixelSizeUm,
      provider: null,
      tiles: 0,
      seconds: { read, compute: secondsSince(computing) },
      notes: plan.note === null ? [] : [plan.note],
    }
  } finally {
    await image.close()
  }
}
