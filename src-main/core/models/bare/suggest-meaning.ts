/** What the output of a network without a description may mean, by the number and the values of its channels. */
import { decodingSchema, type Decoding } from '../../../contract/tool-file.ts'
import type { Trial } from './try-sizes.ts'

export interface Meaning {
  readonly decoding: Decoding | null
  /** In a few words; null without a decoding. */
  readonly origin: string | null
  /** What a person has to know, one sentence each. */
  readonly open: readonly string[]
}

/** StarDist uses 32 rays in two dimensions and 64 or 96 in three, always an even number. */
const fewestRays = 16

/** `outputAxes` are letters. */
export function suggestMeaning(trial: Trial, outputAxes: string): Meaning {
  const { output, relation } = trial
  const channels = outputAxes.includes('c') ? (output.shape[outputAxes.indexOf('c')] ?? 1) : 1
  const activation = activationSentence(trial)
  const nothing = (sentence: string): Meaning => ({
    ...{ decoding: null, origin: null },
    open: [...activation, sentence],
  })
  if (!output.isFinite)
    return nothing(
      'On a trial the output held NaN or infinite values; look at the first prediction.',
    )
  const scale = relation?.scale ?? 1
  if (channels === 1 && scale > 1)
    return stated({ method: 'none' }, `an output of ${scale} times the size`, [])
  if (channels === 1 && /int/.test(output.dtype))
    return stated({ method: 'none' }, 'one channel of whole numbers: labels or classes', [])
  if (channels === 1)
    return nothing(
      'One output channel: whether it is a foreground probability or a restored image is not said in the file.',
    )
  if (channels === 2 && output.sumsToOne)
    return stated(
      { method: 'threshold-components', channel: 1, threshold: 0.5 },
      'two channels that sum to 1: background and foreground',
      ['Which of the two channels is the foreground is not said in the file; the second is taken.'],
    )
  if (channels === 3 && output.sumsToOne)
    return stated(
      { method: 'foreground-boundary', foregroundChannel: 1, boundaryChannel: 2 },
      'three channels that sum to 1: background, inside and boundary',
      ['The order background, inside, boundary is usual and not said in the file.'],
    )
  if (channels > fewestRays && channels % 2 === 1) return starDist(channels - 1, scale, outputAxes)
  if (channels === 3)
    return nothing(
      'Three output channels: Cellpose gives flows along y and x and a probability; others give a colour image or classes.',
    )
  return nothing(
    `${channels} output channels: which of them is the foreground, and what the others are, is not said in the file.`,
  )
}

function starDist(rays: number, scale: number, outputAxes: string): Meaning {
  const step = scale < 1 ? Math.round(1 / scale) : 1
  const grid = { gridY: step, gridX: step }
  const isVolume = outputAxes.includes('z')
  return stated(
    isVolume
      ? { method: 'stardist-3d', rays, ...grid, gridZ: step }
      : { method: 'stardist', rays, ...grid },
    `${rays + 1} channels: a probability and ${rays} distances, as StarDist gives`,
    [
      'The thresholds of StarDist are found with each model; the ones here are the usual ones.',
      ...(isVolume ? ['The anisotropy of the rays is not said in the file.'] : []),
    ],
  )
}

function stated(
  decoding: { readonly method: Decoding['method'] } & Readonly<Record<string, unknown>>,
  origin: string,
  open: readonly string[],
): Meaning {
  return { decoding: decodingSchema.parse(decoding), origin, open }
}

function activationSentence({ output }: Trial): string[] {
  if (output.min >= 0 && output.max <= 1) return []
  const range = `${output.min.toPrecision(3)} to ${output.max.toPrecision(3)}`
  return [
    `On a trial the output went from ${range}: where it should be a probability, choose sigmoid or softmax.`,
  ]
}
