/**
 * Does a confidence know when a result is bad? Cases are accepted from the most confident on; the risk is the
 * mean loss of the accepted ones (El-Yaniv and Wiener, JMLR 11, 2010). A good confidence keeps it low for long.
 */
import { TouchstoneError } from '../errors.ts'

export interface RatedCase {
  readonly confidence: number
  /** What a wrong result costs, for instance 1 - Dice. */
  readonly loss: number
}

export interface RiskCoverage {
  /** One point per distinct confidence: cases that cannot be told apart are accepted together. */
  readonly points: readonly {
    /** Least confidence accepted. */
    readonly confidence: number
    readonly coverage: number
    readonly risk: number
  }[]
  /** Mean risk over all numbers of accepted cases, 1 to n; the area under the curve. */
  readonly area: number
  /** The same for a confidence that ranks by the loss itself, and for one that knows nothing. */
  readonly bestArea: number
  readonly chanceArea: number
}

/** Throws `bad-request` without a case, or where a value is not finite. */
export function riskCoverage(cases: readonly RatedCase[]): RiskCoverage {
  const bad = cases.find(
    ({ confidence, loss }) => !Number.isFinite(confidence) || !Number.isFinite(loss),
  )
  if (cases.length === 0 || bad !== undefined) {
    const what = bad ? `confidence ${bad.confidence} with loss ${bad.loss}` : 'no case at all'
    throw new TouchstoneError(
      'bad-request',
      `A risk-coverage curve needs cases with finite values, not ${what}.`,
    )
  }
  const { points, area } = curve(cases)
  const best = curve(cases.map(({ loss }) => ({ confidence: -loss, loss })))
  const chance = cases.reduce((sum, { loss }) => sum + loss, 0) / cases.length
  return { points, area, bestArea: best.area, chanceArea: chance }
}

function curve(cases: readonly RatedCase[]): Pick<RiskCoverage, 'points' | 'area'> {
  const groups = new Map<number, number[]>()
  for (const { confidence, loss } of cases)
    groups.set(confidence, [...(groups.get(confidence) ?? []), loss])
  const points: RiskCoverage['points'][number][] = []
  let accepted = 0
  let lost = 0
  let area = 0
  for (const [confidence, losses] of [...groups].sort(([a], [b]) => b - a)) {
    const own = losses.reduce((sum, loss) => sum + loss, 0) / losses.length
    // the mean over all orders of cases that are tied
    for (let k = 1; k <= losses.length; k++)
      area += (lost + k * own) / (accepted + k) / cases.length
    accepted += losses.length
    lost += own * losses.length
    points.push({ confidence, coverage: accepted / cases.length, risk: lost / accepted })
  }
  return { points, area }
}
