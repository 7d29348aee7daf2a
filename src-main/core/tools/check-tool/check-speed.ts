/** Time to the first result of a process that did nothing before, time per megapixel, and memory. */
import type { ToolCheckResult } from '../../../contract/tool-check.ts'
import type { ToolKind } from '../../../contract/words.ts'
import { openImage } from '../../images/open-image.ts'
import type { Asked } from './ask-tool.ts'
import { found, notFound } from './check-results.ts'
import type { Repeats } from './check-repeats.ts'

export async function checkSpeed(
  {
    cold,
    answers,
    peakMemoryMb,
    openingSeconds,
  }: Pick<Repeats, 'cold' | 'answers' | 'peakMemoryMb'> & {
    /** Before the first question. */
    readonly openingSeconds: number
  },
  cases: readonly Asked[],
  kind: ToolKind,
): Promise<ToolCheckResult[]> {
  const [first, perMegapixel, memory] = [
    'seconds-to-first-result',
    'seconds-per-megapixel',
    'peak-memory-mb',
  ]
  const failed = 'It gave no result.'
  let [seconds, megapixels] = [0, 0]
  for (const [i, one] of cases.entries()) {
    const answer = answers[i]
    if (answer?.ok !== true) continue
    seconds += answer.seconds
    megapixels += await megapixelsOf(one.image)
  }
  return [
    cold.ok
      ? found(first, openingSeconds + cold.seconds, short(openingSeconds + cold.seconds), 's')
      : notFound(first, `${failed} ${cold.reason}`),
    megapixels > 0
      ? found(perMegapixel, seconds / megapixels, short(seconds / megapixels), 's/MP')
      : notFound(perMegapixel, failed),
    kind === 'command'
      ? notFound(memory, 'It runs in a process of its own, whose memory is not measured.')
      : megapixels > 0
        ? found(memory, peakMemoryMb, String(Math.round(peakMemoryMb)), 'MB')
        : notFound(memory, failed),
  ]
}

/** Of y, x and z; channels and times of one place count once. */
async function megapixelsOf(path: string): Promise<number> {
  const image = await openImage(path)
  try {
    const { z } = image.info.size
    const { height, width } = image.info.levels[0]!
    return (z * height * width) / 1e6
  } finally {
    await image.close()
  }
}

const short = (value: number): string => String(Number(value.toPrecision(3)))
