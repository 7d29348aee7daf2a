/** The answer in one sentence, for the top of the comparison: which tool, on how many, by how much. */
import type { Estimate } from '../../contract/metrics.ts'
import type { JudgedPair } from './judge-pairs.ts'
import type { RankedTool } from './ranking.ts'
import { samplesToRank } from './sample-size.ts'
import type { Unit } from './units.ts'
import { neededText } from './verdict.ts'

export interface SentenceInput {
  readonly metric: { readonly name: string; readonly digits: number }
  readonly unit: Unit
  readonly alpha: number
  readonly delta: number | null
  /** By tool key. */
  readonly estimates: Readonly<Record<string, Estimate>>
  readonly names: Readonly<Record<string, string>>
  readonly pairs: readonly JudgedPair[]
  /** Best first. */
  readonly ranking: readonly RankedTool[]
}

export function comparisonSentence(input: SentenceInput): string {
  const [best, second, ...others] = input.ranking.filter(({ rank }) => rank !== null)
  if (best === undefined) return `No tool has a value for ${input.metric.name}`
  if (second === undefined) return alone(input, best.tool)
  const pair = pairOf(input, best.tool, second.tool)
  const group = input.ranking.filter(({ leadingGroup }) => leadingGroup)
  if (group.length === 1) return winner(input, best.tool, second.tool, others.length + 2)
  const code = pair?.verdict.code
  if (code === 'too-few-samples')
    return tooFew(input, pair?.verdict.difference.n ?? 0, others.length + 2)
  return together(
    input,
    group.map(({ tool }) => tool),
    pair,
  )
}

function alone(input: SentenceInput, tool: string): string {
  const { lower, upper, n } = input.estimates[tool]!
  const interval = lower === null || upper === null ? '' : ` ${bracket(input, +lower, +upper)}`
  return `${nameOf(input, tool)} reaches ${measured(input)} ${score(input, tool)}${interval} on ${counted(input, n)}; there is no second tool to compare it with`
}

function winner(input: SentenceInput, best: string, second: string, tools: number): string {
  const pair = pairOf(input, best, second)
  const n = pair?.verdict.difference.n ?? 0
  const head = `${measured(input)} ${score(input, best)}`
  const difference = differenceText(input, best, second)
  const small =
    pair?.verdict.code === 'better-maybe-small' ? '; the difference may be too small to matter' : ''
  const text =
    tools === 2
      ? `${nameOf(input, best)} is better than ${nameOf(input, second)} on these ${counted(input, n)} (${head}, ${difference})`
      : `${nameOf(input, best)} is better than the ${tools - 1} other tools on these ${counted(input, n)} (${head}; next is ${nameOf(input, second)}, ${difference})`
  return text + small
}

function tooFew(input: SentenceInput, n: number, tools: number): string {
  const least = samplesToRank(tools, input.alpha)
  return `Too few ${input.unit}s to rank: ${counted(input, n)}, at least ${least} are needed for ${tools} tools`
}

function together(
  input: SentenceInput,
  group: readonly string[],
  pair: JudgedPair | undefined,
): string {
  const n = pair?.verdict.difference.n ?? 0
  const names = listed(group.map((tool) => nameOf(input, tool)))
  const scores = `${measured(input)} ${listed(group.map((tool) => score(input, tool)))}`
  const behind = input.ranking.filter(({ rank, leadingGroup }) => rank !== null && !leadingGroup)
  const ahead =
    behind.length === 0 ? '' : `; ahead of ${listed(behind.map(({ tool }) => nameOf(input, tool)))}`
  if (group.length === 2 && pair?.verdict.code === 'equivalent') {
    return `${names} are equivalent within ${input.delta ?? 0} on these ${counted(input, n)} (${scores})${ahead}`
  }
  const needed = neededText(pair?.needed ?? null, n)
  return `${names} are not distinguishable with these ${counted(input, n)} (${scores})${needed}${ahead}`
}

function pairOf(input: SentenceInput, first: string, second: string): JudgedPair | undefined {
  return input.pairs.find(
    ({ verdict: { a, b } }) => (a === first && b === second) || (a === second && b === first),
  )
}

/** Best minus second, whichever way round the pair was judged. */
function differenceText(input: SentenceInput, best: string, second: string): string {
  const verdict = pairOf(input, best, second)?.verdict
  if (!verdict || verdict.difference.mean === null) return 'no common cases'
  const { mean, lower, upper } = verdict.difference
  const turned = verdict.a === best ? [mean, lower, upper] : [-mean, negated(upper), negated(lower)]
  return `difference ${figure(input, turned[0]!)} ${bracket(input, turned[1]!, turned[2]!)}`
}

function negated(value: number | null): number {
  return value === null ? NaN : -value
}

function bracket(input: SentenceInput, lower: number, upper: number): string {
  return `[${figure(input, lower)}, ${figure(input, upper)}]`
}

function score(input: SentenceInput, tool: string): string {
  const { mean } = input.estimates[tool]!
  return mean === null ? 'undefined' : figure(input, +mean)
}

function figure({ metric }: SentenceInput, value: number): string {
  return Number.isFinite(value) ? value.toFixed(metric.digits) : 'infinite'
}

function counted({ unit }: SentenceInput, n: number): string {
  return `${n} ${unit}${n === 1 ? '' : 's'}`
}

function nameOf({ names }: SentenceInput, tool: string): string {
  return names[tool] ?? tool
}

/** `A`, `A and B`, `A, B and C`. */
function listed(items: readonly string[]): string {
  const head = items.slice(0, -1)
  return head.length === 0 ? (items[0] ?? '') : `${head.join(', ')} and ${items.at(-1)!}`
}

/** "F1", but "F1 at IoU 0.5 =": two numbers in a row read as one. */
function measured({ metric }: SentenceInput): string {
  return /\s\d\S*$/.test(metric.name) ? `${metric.name} =` : metric.name
}
