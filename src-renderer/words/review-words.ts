/** Blinded reviews in the words of the pages: answers, progress, figures with their intervals. Pure. */
import type {
  ReviewAnswer,
  ReviewFigure,
  ReviewKind,
  ReviewSession,
} from '../../src-main/contract/reviews.ts'
import { countOf } from './numbers.ts'

export const kindWords: Readonly<Record<ReviewKind, string>> = {
  pairwise: 'Pairs: which is better',
  rating: 'Ratings from 1 to 5',
}

/** One button each, with its key. */
export interface AnswerChoice {
  readonly key: string
  readonly answer: ReviewAnswer
  readonly text: string
}

export function answerChoices({
  kind,
  rubric,
}: Pick<ReviewSession, 'kind' | 'rubric'>): AnswerChoice[] {
  if (kind === 'rating')
    return rubric.map((text, at) => ({ key: String(at + 1), answer: at + 1, text }))
  return [
    { key: '1', answer: 'first', text: 'A is better' },
    { key: '0', answer: 'none', text: 'No difference' },
    { key: '2', answer: 'second', text: 'B is better' },
  ]
}

export function progressWords({ answered, items }: ReviewSession['raters'][number]): string {
  return `${String(answered)} of ${String(items)} answered`
}

/** What a person is told before the lock, which nothing undoes. */
export function lockWarning({ raters }: Pick<ReviewSession, 'raters'>): string {
  const open = raters.reduce((total, { items, answered }) => total + items - answered, 0)
  const forGood =
    'After this no answer is taken any more, and nothing opens the review again. The names and the result are shown then.'
  return open === 0
    ? forGood
    : `${countOf(open, 'item')} ${open === 1 ? 'has' : 'have'} no answer and will have none. ${forGood}`
}

/** `share`: as percent; `number`: with two decimals. */
export function figureWords(figure: ReviewFigure, as: 'share' | 'number'): string {
  if ('undefined' in figure) return `undefined: ${figure.undefined}`
  const { value, lower, upper } = figure
  const text = (one: number): string =>
    (as === 'share' ? String(Math.round(one * 100)) : one.toFixed(2)).replace('-', '−')
  const unit = as === 'share' ? ' %' : ''
  const ends = lower === null || upper === null ? '' : ` (${text(lower)} to ${text(upper)}${unit})`
  return `${text(value)}${unit}${ends}`
}

export function figureN(figure: ReviewFigure): string {
  return 'value' in figure ? String(figure.n) : '–'
}

/** Names as they were typed, one a line or with commas between; empty ones and repeats fall out. */
export function namesOf(text: string): string[] {
  const names = text.split(/[\n,;]/).map((name) => name.trim())
  return [...new Set(names.filter((name) => name !== ''))]
}
