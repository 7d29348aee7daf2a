/** What the criteria say, in words, with what limits it. For pages and reports alike. */
import type { CriteriaMatrix } from './criteria.ts'
import type { Standing } from './weigh-criteria.ts'

type Matrix = Pick<CriteriaMatrix, 'criteria' | 'tools' | 'resampled'>

export interface Conclusion {
  /** One sentence: who leads, or that nobody does. */
  readonly sentence: string
  /** What is left out, open, or unknown; each a sentence. */
  readonly limits: readonly string[]
}

/** A lead is firm when it holds in at least this share of other weights and of resampled images. */
export const firmShare = 0.9

/** `standings` as `weighCriteria` gives them, in the order of the tools. */
export function concludeCriteria(matrix: Matrix, standings: readonly Standing[]): Conclusion {
  const nameOf = (key: string): string => matrix.tools.find((tool) => tool.key === key)?.name ?? key
  const rowName = (id: string): string => matrix.criteria.find((row) => row.id === id)?.name ?? id
  return {
    sentence: answer(standings, nameOf, matrix.resampled.draws > 0),
    limits: [
      ...standings
        .filter(({ failed }) => failed.length > 0)
        .map(
          ({ tool, failed }) =>
            `${nameOf(tool)} is excluded: it does not meet ${listed(failed.map(rowName))}.`,
        ),
      ...standings
        .filter(({ open, failed }) => open.length > 0 && failed.length === 0)
        .map(
          ({ tool, open }) =>
            `Of ${nameOf(tool)} it is not known whether it meets ${listed(open.map(rowName))}.`,
        ),
      ...standings
        .filter(({ known, failed }) => known < 1 && failed.length === 0)
        .map(
          ({ tool, known, atLeast, atMost }) =>
            `Of ${nameOf(tool)} ${percent(known)} of the weight is known; with the rest its score could be anything from ${atLeast.toFixed(2)} to ${atMost.toFixed(2)}.`,
        ),
    ],
  }
}

function answer(
  standings: readonly Standing[],
  nameOf: (key: string) => string,
  resampled: boolean,
): string {
  const ranked = standings.filter(({ rank }) => rank !== null)
  if (ranked.length === 0) {
    return standings.some(({ failed }) => failed.length === 0)
      ? 'No criterion with a weight bears a mark yet, so there is no order.'
      : 'Every tool fails a gate, so none is left to choose.'
  }
  const leaders = ranked.filter(({ rank }) => rank === 1)
  const [leader] = leaders
  if (leaders.length > 1 || leader === undefined) {
    return `No tool leads: ${listed(leaders.map(({ tool }) => nameOf(tool)))} have the same score.`
  }
  const name = nameOf(leader.tool)
  const score = (leader.score ?? 0).toFixed(2)
  if (ranked.length === 1) return `${name} is the only tool that can be ranked (score ${score}).`
  const shares = [
    `${percent(leader.leadsUnderWeights ?? 0)} of other weightings`,
    ...(resampled && leader.leadsUnderResampling !== null
      ? [`${percent(leader.leadsUnderResampling)} of resampled image sets`]
      : []),
  ]
  const rival = ranked.find((one) => one !== leader && one.atMost > leader.atLeast)
  if (!isFirm(leader)) {
    return `No tool leads firmly: ${name} has the highest score (${score}), but leads in only ${listed(shares)}.`
  }
  const gap =
    rival === undefined ? '' : ` What is unknown could still put ${nameOf(rival.tool)} before it.`
  return `${name} leads with a score of ${score}, in ${listed(shares)}.${gap}`
}

function isFirm({ leadsUnderWeights, leadsUnderResampling }: Standing): boolean {
  return (leadsUnderWeights ?? 0) >= firmShare && (leadsUnderResampling ?? 1) >= firmShare
}

const percent = (share: number): string => `${String(Math.round(100 * share))} %`

function listed(names: readonly string[]): string {
  return names.length < 2
    ? (names[0] ?? '')
    : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`
}
