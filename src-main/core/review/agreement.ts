/** Agreement beyond chance, within a rater (repeated items) and between raters: Cohen's kappa with its interval. */
import { reviewLevels, type ReviewFigure, type ReviewKind } from '../../contract/reviews.ts'
import { cohenKappa, ratingTable, type Kappa } from '../statistics/kappa.ts'

export interface Agreement {
  readonly kappa: ReviewFigure
  /** Quadratic weights by the distance of the levels; null for pairs. */
  readonly weighted: ReviewFigure | null
  readonly agreed: number
  readonly items: number
}

const pairCategories = 3

/** `answers`: categories of the first and of the second answer to the same item; `none`: why there are none. */
export function agreementOf(
  answers: readonly (readonly [number, number])[],
  kind: ReviewKind,
  level: number,
  none = 'no item was answered twice',
): Agreement {
  const counts = ratingTable(
    answers.map(([first]) => first),
    answers.map(([, second]) => second),
    kind === 'rating' ? reviewLevels : pairCategories,
  )
  return {
    kappa: figureOf(cohenKappa(counts, { level }), none),
    weighted:
      kind === 'rating'
        ? figureOf(cohenKappa(counts, { level, weights: 'quadratic' }), none)
        : null,
    agreed: answers.filter(([first, second]) => first === second).length,
    items: answers.length,
  }
}

/** The interval of a few items may leave [-1, 1], where no kappa is: it is cut there. */
function figureOf({ kappa, lower, upper, n, standardError }: Kappa, none: string): ReviewFigure {
  if (n === 0) return { undefined: none }
  if (kappa === null)
    return { undefined: 'all answers are the same, so chance alone would agree always' }
  const hasNoWidth = standardError === 0
  return {
    value: kappa,
    lower: lower === null || hasNoWidth ? null : Math.max(-1, lower),
    upper: upper === null || hasNoWidth ? null : Math.min(1, upper),
    n,
    note: hasNoWidth ? 'the formula gives no width here, so no interval is given' : '',
  }
}
