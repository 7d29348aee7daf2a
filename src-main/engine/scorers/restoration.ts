/** Gray or colour images of any real type: how near the restored values come to the true ones. */
import { scoreRestoration } from '../../core/metrics/restoration/score-restoration.ts'
import { readRestorationPair } from './read-restoration-pair.ts'
import type { Scorer } from './scorer.ts'

export const scoreRestorationFiles: Scorer = async ({ wanted, ...files }) => {
  const wantsInput = wanted.some((id) => id.startsWith('squirrel-'))
  const read = await readRestorationPair(files, wantsInput)
  const { truth, prediction, options, input } = read
  const { scores, notes } = scoreRestoration(truth, prediction, options, wanted, input)
  return { scores, notes: [...read.notes, ...notes] }
}
