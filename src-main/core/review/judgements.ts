/** Answers with what stood behind them: the first times, and pairs of answers to the same question. */
import type { Comparison } from '../../contract/comparison.ts'
import type { ReviewAnswer, ReviewResult } from '../../contract/reviews.ts'
import type { ReviewState } from './review-book.ts'

/** One answer of one rater. `level` for ratings; `score` of tool a for pairs: 1 better, 0 worse, null no difference. */
export interface Judgement {
  readonly rater: number
  readonly place: number
  readonly case: number
  /** Sample of the case, or the case itself: what is drawn anew. */
  readonly unit: string
  /** Places of the tools, the smaller first; one for ratings. */
  readonly tools: readonly number[]
  /** Place in the list of possible answers: a better, no difference, b better; or the level less one. */
  readonly category: number
  /** Whether the side shown first was preferred; null for no difference, and for ratings. */
  readonly preferredFirst: boolean | null
  readonly repeats: number | null
}

export const better = 0
export const same = 1
export const worse = 2

/** All answers that count; those after the lock never do. */
export function judgementsOf(
  { opened, answers }: ReviewState,
  comparison: Pick<Comparison, 'cases'>,
): Judgement[] {
  const unitOf = unitsOf(comparison)
  return opened.items.flatMap((items, rater) =>
    items.flatMap((item, place) => {
      const given = answers[rater]?.get(place)?.answer
      if (given === undefined) return []
      return [
        {
          ...{ rater, place, case: item.case, repeats: item.repeats },
          unit: unitOf(opened.cases[item.case] ?? ''),
          tools: [...item.tools].sort((a, b) => a - b),
          ...categoryOf(given, item.tools),
        },
      ]
    }),
  )
}

function categoryOf(
  answer: ReviewAnswer,
  [first, second]: readonly number[],
): Pick<Judgement, 'category' | 'preferredFirst'> {
  if (typeof answer === 'number') return { category: answer - 1, preferredFirst: null }
  if (answer === 'none') return { category: same, preferredFirst: null }
  const preferred = answer === 'first' ? first : second
  const isSmaller = preferred === Math.min(first ?? 0, second ?? 0)
  return { category: isSmaller ? better : worse, preferredFirst: answer === 'first' }
}

/** By case: its sample where it names one, else itself. */
function unitsOf({ cases }: Pick<Comparison, 'cases'>): (id: string) => string {
  const samples = new Map(cases.map(({ id, sample }) => [id, sample]))
  return (id) => {
    const sample = samples.get(id) ?? null
    return sample === null ? `case ${id}` : `sample ${sample}`
  }
}

export function firstTimes(judgements: readonly Judgement[]): Judgement[] {
  return judgements.filter(({ repeats }) => repeats === null)
}

/** Per rater: the answers of the first time and of the repeat, where both were given. */
export function repeatedAnswers(judgements: readonly Judgement[], rater: number) {
  const own = judgements.filter((one) => one.rater === rater)
  const byPlace = new Map(own.map((one) => [one.place, one]))
  return own.flatMap((again) => {
    const before = again.repeats === null ? undefined : byPlace.get(again.repeats)
    return before === undefined ? [] : [[before.category, again.category] as const]
  })
}

/** The first answers of two raters to the same case and tools. */
export function commonAnswers(judgements: readonly Judgement[], a: number, b: number) {
  const key = ({ case: at, tools }: Judgement): string => `${String(at)} ${tools.join()}`
  const first = firstTimes(judgements)
  const others = new Map(first.filter(({ rater }) => rater === b).map((one) => [key(one), one]))
  return first.flatMap((one) => {
    const other = one.rater === a ? others.get(key(one)) : undefined
    return other === undefined ? [] : [[one.category, other.category] as const]
  })
}

/** What was behind every item, with its answer: told after the lock only. */
export function unveiledItems({ opened, answers }: ReviewState): ReviewResult['items'] {
  return opened.items.flatMap((items, rater) =>
    items.map((item, place) => ({
      rater: opened.raters[rater] ?? '',
      place,
      case: opened.cases[item.case] ?? '',
      tools: item.tools.map((tool) => opened.tools[tool]?.key ?? ''),
      repeats: item.repeats,
      answer: answers[rater]?.get(place)?.answer ?? null,
    })),
  )
}
