/** What stands behind the interval of a mean, in words: method, how often it held, and its second opinion. */
import type { Estimate } from '../../src-main/contract/metrics.ts'
import { formatInterval, formatReal } from './numbers.ts'

const methods: Readonly<Record<string, string>> = {
  t: 'Student’s t',
  'logit-t': 'Student’s t on the logit of the mean, which keeps to the bounds of the score',
  'percentile-bootstrap': 'percentile bootstrap',
  'bca-bootstrap': 'BCa bootstrap',
  'percentile-cluster-bootstrap': 'percentile bootstrap of samples with all their cases',
}

/** One sentence each; the level as a share, such as 0.95. */
export function intervalInWords({ method, options }: Estimate, digits: number): string[] {
  const lines = [`Interval: ${methods[method] ?? method}.`]
  const simulated = fields(options.simulatedCoverage)
  const [lowest, highest, n] = [simulated.lowest, simulated.highest, simulated.n]
  if (lowest !== undefined && highest !== undefined && n !== undefined)
    lines.push(
      `In simulations of such scores with n = ${n} it held the true mean in ${percent(lowest)} to ${percent(highest)} % of the repeats; failures too rare to be among the n are beyond any interval.`,
    )
  const { lower, upper } = fields(options.percentileBootstrap)
  if (lower !== undefined && upper !== undefined)
    lines.push(`Percentile bootstrap beside it: ${formatInterval(lower, upper, digits)}.`)
  return lines
}

/** Null where no case failed, or where the metric has no worst value. */
export function meanWithFailures({ failed, options }: Estimate, digits: number): string | null {
  const { worst, meanWithWorst } = options
  if (failed === 0 || typeof worst !== 'number' || typeof meanWithWorst !== 'number') return null
  return `With failed cases counted as ${worst}: ${formatReal(meanWithWorst, digits)}.`
}

function fields(value: unknown): Readonly<Record<string, number | undefined>> {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, entry]: [string, unknown]) =>
      typeof entry === 'number' ? [[name, entry]] : [],
    ),
  )
}

function percent(share: number): string {
  return (100 * share).toFixed(1)
}
