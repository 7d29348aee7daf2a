/**
 * Our values for every case of a reference folder, beside the expected ones. The cases are computed one by
 * one in threads, so that one that breaks, or takes all memory, is the failure of that case only.
 */
import type { SelftestCounts, SelftestValue } from '../contract/selftest.ts'
import type { JobOptions, SelftestOutput } from '../core/engine-port.ts'
import { messageOf, TouchstoneError } from '../core/errors.ts'
import { relatedCases, type ReferenceCase } from '../core/metrics/selftest/reference-case.ts'
import type { CaseOrder, JudgedCase } from './judge-case.ts'
import { readReferenceCases, type BrokenCase, type ReadCase } from './read-reference.ts'

export interface SelftestOptions extends JobOptions {
  /** Computes one case; more than one at a time where there are threads for it. */
  readonly judge: (order: CaseOrder) => Promise<JudgedCase>
  readonly atOnce: number
  /** Whether `cases` holds our values, arrays in full. */
  readonly values: boolean
}

interface Outcome extends JudgedCase {
  readonly id: string
  readonly kind: string
}

export async function runSelftest(
  folder: string,
  options: SelftestOptions,
): Promise<SelftestOutput> {
  const started = performance.now()
  const read = await readReferenceCases(folder)
  const outcomes = await inOrder(read, folder, options)
  const verdicts = outcomes.flatMap((outcome) => outcome.verdicts)
  const failures = verdicts.filter(({ verdict }) => verdict === 'differs').map(failureSentence)
  const kinds = [...new Set(outcomes.map(({ kind }) => kind))].map((kind) => {
    const own = outcomes.filter((outcome) => outcome.kind === kind)
    return {
      kind,
      cases: own.length,
      ...countsOf(own.flatMap((outcome) => outcome.verdicts)),
    }
  })
  const counts = countsOf(verdicts)
  return {
    cases: options.values ? outcomes.map(({ id, kind, values }) => ({ id, kind, values })) : [],
    ...counts,
    summary: {
      ...counts,
      cases: outcomes.length,
      seconds: (performance.now() - started) / 1000,
      kinds,
    },
    verdicts,
    failures,
    unsupportedKinds: kinds
      .filter(({ passed, failed, unsupported }) => passed + failed === 0 && unsupported > 0)
      .map(({ kind }) => kind),
  }
}

async function inOrder(
  read: readonly ReadCase[],
  folder: string,
  { judge, atOnce, signal, onProgress, values }: SelftestOptions,
): Promise<readonly Outcome[]> {
  const references = read.flatMap((one) => ('reference' in one ? [one.reference] : []))
  const byId = new Map(references.map((reference) => [reference.id, reference]))
  const outcomes = new Array<Outcome>(read.length)
  let next = 0
  let done = 0
  const work = async (): Promise<void> => {
    for (let place = next++; place < read.length; place = next++) {
      if (signal?.aborted) throw new TouchstoneError('cancelled', 'The self-test was cancelled.')
      const one = read[place]!
      if ('broken' in one) outcomes[place] = brokenOutcome(one.broken)
      else {
        const { reference } = one
        const order = { folder, reference, related: relatedOf(reference, byId) }
        const judged = await judge(order).catch((error: unknown) => {
          if (signal?.aborted) throw error
          return brokenOutcome({
            ...reference,
            names: Object.keys(reference.expected),
            reason: messageOf(error),
          })
        })
        const kept = values ? judged : { values: {}, verdicts: judged.verdicts }
        outcomes[place] = { id: reference.id, kind: reference.kind, ...kept }
      }
      done++
      onProgress?.({ fraction: done / read.length, message: `${done} of ${read.length} cases` })
    }
  }
  await Promise.all(Array.from({ length: Math.max(1, atOnce) }, work))
  return outcomes
}

function relatedOf(
  reference: ReferenceCase,
  byId: ReadonlyMap<string, ReferenceCase>,
): readonly ReferenceCase[] {
  return relatedCases(reference).flatMap((id) => byId.get(id) ?? [])
}

/** At least one failure, so that a case that cannot be read never passes unnoticed. */
function brokenOutcome({ id, kind, names, reason }: BrokenCase): Outcome {
  const error = { error: reason }
  const shown = names.length > 0 ? names : ['(the case itself)']
  return {
    id,
    kind,
    values: Object.fromEntries(names.map((name) => [name, error])),
    verdicts: shown.map((name) => ({
      case: id,
      about: '',
      kind,
      name,
      verdict: 'differs',
      optional: false,
      ours: { as: 'error', message: reason },
      reference: null,
      raises: null,
      recommended: null,
      judgedBy: null,
      tolerance: { abs: 0, rel: 0 },
      difference: null,
      reason,
      source: '',
      note: null,
    })),
  }
}

function countsOf(verdicts: readonly SelftestValue[]): SelftestCounts {
  const count = (verdict: SelftestValue['verdict']): number =>
    verdicts.filter((one) => one.verdict === verdict).length
  return { passed: count('agrees'), failed: count('differs'), unsupported: count('not-supported') }
}

function failureSentence(value: SelftestValue): string {
  const { ours, reference, difference } = value
  const by = difference
    ? `, by ${difference.largest}${difference.at ? ` at ${difference.at}` : ''}`
    : ''
  return `${value.case} ${value.name}: ours ${brief(ours)}, expected ${brief(reference)}${by}`
}

function brief(shown: SelftestValue['ours']): string {
  if (shown === null) return 'nothing'
  if (shown.as === 'number') return String(shown.value)
  if (shown.as === 'undefined') return `undefined (${shown.reason})`
  if (shown.as === 'error') return `an error (${shown.message})`
  return shown.text
}
