/**
 * The job `score-micro-ssim`: MicroSSIM of every image of two folders or of a run, with the gain and offsets of the whole
 * dataset, as its authors define it. Holds one pair at a time and reads each some twenty times.
 */
import { counted } from '../core/counted.ts'
import { stemOf } from '../core/datasets/file-stem.ts'
import { listImageFiles } from '../core/datasets/list-image-files.ts'
import type { EngineJobs, JobOptions } from '../core/engine-port.ts'
import { TouchstoneError } from '../core/errors.ts'
import type { MetricOptions } from '../core/metrics/metric-options.ts'
import { finitePairs } from '../core/metrics/restoration/image-pair.ts'
import { fitMicroSsim, microSsim, type ImagePair } from '../core/metrics/restoration/micro-ssim.ts'
import {
  restorationPair,
  type RestorationPair,
} from '../core/metrics/restoration/restoration-pair.ts'
import { readRestorationPair } from './scorers/read-restoration-pair.ts'

type Job = EngineJobs['score-micro-ssim']

interface NamedPair {
  readonly id: string
  readonly truth: string
  readonly prediction: string
}

/** Throws what listing, reading and comparing throw, and `bad-options` for pixels that are NaN or infinite. */
export async function scoreMicroSsim(
  input: Job['input'],
  { signal, onProgress }: JobOptions = {},
): Promise<Job['output']> {
  const { options } = input
  const pairs = 'pairs' in input ? input.pairs : await pairsOf(input.truth, input.prediction)
  let reads = 0
  const read = (index: number): Promise<LaidOut> => {
    if (signal?.aborted) throw new TouchstoneError('cancelled', 'The scoring was cancelled.')
    reads += 1
    const message = `${counted(reads, 'pair')} read`
    onProgress?.({ fraction: 1 - 1 / (1 + reads / (20 * pairs.length)), message })
    return readPair(pairs[index]!, options)
  }
  const { layout } = await read(0)
  const fit = await fitMicroSsim({ count: pairs.length, read }, layout)
  const scores: Job['output']['scores'][number][] = []
  for (const [index, { id }] of pairs.entries()) {
    const one = await read(index)
    const score = fit
      ? microSsim(one.truth, one.prediction, fit, one.layout)
      : { undefined: 'constant-truth' }
    scores.push({ id, score })
  }
  return { fit, scores }
}

interface LaidOut extends ImagePair {
  readonly layout: RestorationPair['layout']
}

async function readPair({ id, ...files }: NamedPair, options: MetricOptions): Promise<LaidOut> {
  const read = await readRestorationPair({ ...files, options }, false)
  const { truth, prediction } = read
  const { leftOut } = finitePairs(truth, prediction)
  if (leftOut > 0)
    throw new TouchstoneError(
      'bad-options',
      `${id}: ${counted(leftOut, 'pixel')} of truth or prediction are NaN or infinite; the percentiles and the gain of a dataset need finite ones.`,
      { id, leftOut },
    )
  return { truth, prediction, layout: restorationPair(truth, prediction, read.options).layout }
}

/** By name without extension. An image without a partner is an error: a dataset with gaps has other percentiles. */
async function pairsOf(truth: string, prediction: string): Promise<readonly NamedPair[]> {
  const [truths, predictions] = await Promise.all(
    [truth, prediction].map(async (folder) => {
      const { images } = await listImageFiles(folder)
      return new Map(images.map((path) => [stemOf(path), path]))
    }),
  )
  if (truths!.size === 0)
    throw new TouchstoneError('bad-options', `The folder ${truth} holds no images.`)
  const alone = [...truths!.keys()].filter((stem) => !predictions!.has(stem))
  const extra = [...predictions!.keys()].filter((stem) => !truths!.has(stem))
  if (alone.length + extra.length > 0)
    throw new TouchstoneError(
      'prediction-missing',
      `Images of ${truth} and ${prediction} are paired by name, and ${[...alone, ...extra].slice(0, 5).join(', ')} ${alone.length + extra.length === 1 ? 'is' : 'are'} in one of them only.`,
      { withoutPrediction: alone.length, withoutTruth: extra.length },
    )
  return [...truths!].map(([stem, path]) => ({
    ...{ id: stem, truth: path, prediction: predictions!.get(stem)! },
  }))
}
