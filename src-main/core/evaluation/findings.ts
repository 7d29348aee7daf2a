/** Findings of a comparison: what people marked in its images, and whether they took it back. */
import type { Comparison } from '../../contract/comparison.ts'
import type { Finding, FindingOrder, WithdrawalOrder } from '../../contract/findings.ts'
import { TouchstoneError } from '../errors.ts'
import type { History } from '../history/open-history.ts'
import type { Queries } from '../history/queries.ts'

const most = 100_000

/** In the order in which they were noted; those that were withdrawn say so. */
export function findingsOf(history: Queries, comparison: string): Finding[] {
  const withdrawn = new Map<number, Finding['withdrawn']>()
  for (const event of history.events({ type: 'finding-withdrawn', limit: most }))
    if (event.type === 'finding-withdrawn') {
      const { finding, person, reason } = event.payload
      withdrawn.set(finding, { person, reason, at: event.at })
    }
  return history.events({ type: 'finding-noted', limit: most }).flatMap((event) => {
    if (event.type !== 'finding-noted' || event.payload.comparison !== comparison) return []
    const { case: caseId, tool, at, sidePx, text, tags, person } = event.payload
    const noted = { case: caseId, tool, at, sidePx, text, tags: [...tags], person }
    const { seq, at: notedAt } = event
    return [{ ...noted, seq, notedAt, withdrawn: withdrawn.get(seq) ?? null }]
  })
}

/** Throws `not-found` for a case or a tool that the comparison does not have. */
export function noteFinding(
  history: Pick<History, 'append'>,
  { id, cases, tools }: Comparison,
  order: FindingOrder,
): void {
  if (!cases.some((one) => one.id === order.case))
    throw new TouchstoneError('not-found', `The comparison has no case ${order.case}.`)
  if (order.tool !== null && !tools.some(({ key }) => key === order.tool))
    throw new TouchstoneError('not-found', `The comparison has no tool ${order.tool}.`)
  history.append('finding-noted', { comparison: id, ...order })
}

/** Throws `not-found` without such a finding, `conflict` where it is withdrawn already. */
export function withdrawFinding(
  history: Pick<History, 'append' | 'events'>,
  finding: number,
  { person, reason }: WithdrawalOrder,
): string {
  const noted = history
    .events({ type: 'finding-noted', limit: most })
    .find(({ seq }) => seq === finding)
  if (noted?.type !== 'finding-noted')
    throw new TouchstoneError('not-found', `The record has no finding ${String(finding)}.`)
  const { comparison } = noted.payload
  const isWithdrawn = history
    .events({ type: 'finding-withdrawn', limit: most })
    .some((event) => event.type === 'finding-withdrawn' && event.payload.finding === finding)
  if (isWithdrawn)
    throw new TouchstoneError('conflict', `Finding ${String(finding)} is withdrawn already.`)
  history.append('finding-withdrawn', { finding, person, reason })
  return comparison
}
