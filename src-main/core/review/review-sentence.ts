/** The result of a review in one sentence, which claims no winner that the interval does not carry. */
import type { ReviewFigure, ReviewResult } from '../../contract/reviews.ts'
import { counted } from '../counted.ts'

type Told = Omit<ReviewResult, 'sentence'>
type Known = Extract<ReviewFigure, { value: number }>

export function reviewSentence(result: Told): string {
  const { judgements, session } = result
  if (judgements === 0) return 'Nobody answered before the review was locked.'
  const raters = session.raters.filter(({ answered }) => answered > 0).length
  const by = `${counted(judgements, 'judgement')} of ${counted(raters, 'rater')}`
  return session.kind === 'rating' ? ratingSentence(result, by) : pairSentence(result, by)
}

function pairSentence({ tools, pairs, winRates }: Told, by: string): string {
  const nameOf = (key: string): string => tools.find((tool) => tool.key === key)?.name ?? key
  const [only] = pairs
  if (pairs.length === 1 && only !== undefined) {
    if (!isKnown(only.share)) return `In ${by}, no tool was preferred: ${only.share.undefined}.`
    const isA = only.share.value >= 0.5
    const share = isA ? only.share : turned(only.share)
    const [one, other] = isA ? [only.a, only.b] : [only.b, only.a]
    const figures = `${percent(share.value)} (${interval(share)}) over ${nameOf(other)}`
    return share.lower !== null && share.lower > 0.5
      ? `${nameOf(one)} was preferred in ${figures}, in ${by}.`
      : `In ${by} neither tool was clearly preferred: ${nameOf(one)} in ${figures}.`
  }
  const known = winRates
    .flatMap(({ tool, rate }) => (isKnown(rate) ? [{ tool, rate }] : []))
    .sort((a, b) => b.rate.value - a.rate.value)
  const [best] = known
  if (best === undefined) return `In ${by}, no tool was preferred to another.`
  return `${nameOf(best.tool)} has the highest win rate, ${percent(best.rate.value)} (${interval(best.rate)}), in ${by}.`
}

function ratingSentence({ tools, ratings }: Told, by: string): string {
  const known = ratings
    .flatMap(({ tool, mean }) => (isKnown(mean) ? [{ tool, mean }] : []))
    .sort((a, b) => b.mean.value - a.mean.value)
  const texts = known.map(({ tool, mean }) => {
    const name = tools.find(({ key }) => key === tool)?.name ?? tool
    const ends =
      mean.lower === null || mean.upper === null
        ? 'no interval'
        : `${mean.lower.toFixed(1)} to ${mean.upper.toFixed(1)}`
    return `${name} ${mean.value.toFixed(1)} (${ends})`
  })
  return `Mean rating of 5, in ${by}: ${texts.join(', ')}.`
}

function isKnown(figure: ReviewFigure): figure is Known {
  return 'value' in figure
}

function turned({ value, lower, upper, ...rest }: Known): Known {
  return {
    ...rest,
    value: 1 - value,
    lower: upper === null ? null : 1 - upper,
    upper: lower === null ? null : 1 - lower,
  }
}

const percent = (share: number): string => `${String(Math.round(share * 100))} %`

function interval({ lower, upper }: Known): string {
  return lower === null || upper === null
    ? 'no interval'
    : `${String(Math.round(lower * 100))} to ${percent(upper)}`
}
