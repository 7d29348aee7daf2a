/**
 * Gray or colour images of any real type: how near the restored values come to the true ones. What is too large to
 * be held is walked through in pieces where the metrics allow it.
 */
import { scoreRestoration } from '../../core/metrics/restoration/score-restoration.ts'
import { scoreLargeRestoration } from './large-restoration.ts'
import { readRestorationPair } from './read-restoration-pair.ts'
import type { Scorer } from './scorer.ts'

export const scoreRestorationFiles: Scorer = async (pair) => {
  const { wanted, shareBands, ...files } = pair
  const large = await scoreLargeRestoration(pair)
  if (large !== null) return large
  const wantsInput = wanted.some((id) => id.startsWith('squirrel-'))
  const read = await readRestorationPair(files, wantsInput)
  const { truth, prediction, options, input } = read
  const shared = [wanted, input, shareBands] as const
  const { scores, notes } = scoreRestoration(truth, prediction, options, ...shared)
  return { scores, notes: [...read.notes, ...notes] }
}
