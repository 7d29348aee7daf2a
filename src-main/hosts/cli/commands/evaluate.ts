import type { ComparedTool, Comparison } from '../../../contract/comparison.ts'
import { evaluationOrderSchema } from '../../../contract/evaluations.ts'
import type { Estimate } from '../../../contract/metrics.ts'
import { TouchstoneError } from '../../../core/errors.ts'
import { annotatorIn } from '../../../core/evaluation/annotators.ts'
import type { Command } from '../command.ts'
import { orderOf, orderOptions } from '../evaluation-order.ts'
import { text } from '../options.ts'
import { runEvaluation } from '../run-evaluation.ts'
import { table } from '../table.ts'

export const evaluateCommand: Command = {
  usage:
    'evaluate --dataset D [--images SUB --truth SUB --task T] [--truth-of ANNOTATOR] --tool X [--tool Y ...] [--workspace W] [--options JSON] [--answers JSON] [--headline METRIC] [--minimal-difference D] [--cases test|tuning] [--seed N] [--accept-import REASON] [--execution fastest|repeatable] [--threads N] [--memory-limit MB]',
  summary: 'Runs tools on an evaluation dataset, scores them and compares them.',
  options: { ...orderOptions, cases: { type: 'string' }, on: { type: 'string' } },
  async run(input) {
    if ((text(input, 'on') ?? 'local') !== 'local')
      throw new TouchstoneError(
        'bad-usage',
        `--on ${text(input, 'on') ?? ''} is not available; only local is.`,
      )
    // First, so that a wrong order leaves no workspace behind.
    const order = evaluationOrderSchema.parse(orderOf(input))
    const comparison = await runEvaluation(input, order)
    return {
      json: evaluationDocument(comparison),
      text: evaluationTable(comparison),
      status: comparison.tools.some((tool) => tool.failed > 0) ? 1 : 0,
    }
  },
}

/** The document of DESIGN's command line. */
function evaluationDocument(comparison: Comparison): unknown {
  const runOf = (tool: Comparison['tools'][number]): Record<string, unknown> => ({
    run: tool.run,
    tool: tool.key,
    name: tool.name,
    provider: tool.provider,
    execution: tool.execution ?? null,
    fallbacks: tool.fallbacks ?? [],
    cases: tool.cases,
    failed: tool.failed,
    secondsTotal: tool.secondsTotal,
    scores: Object.fromEntries(
      Object.entries(comparison.estimates[tool.key] ?? {}).map(([metric, estimate]) => [
        metric,
        scoreOf(comparison, metric, estimate),
      ]),
    ),
  })
  const references = comparison.tools.filter((tool) => tool.role === 'reference')
  const people = references.filter((tool) => annotatorIn(tool.reference) !== null)
  const reference = references.find((tool) => !people.includes(tool))
  return {
    comparison: comparison.id,
    evaluation: comparison.evaluation,
    dataset: comparison.dataset,
    sentence: comparison.sentence,
    headline: comparison.headline,
    runs: comparison.tools.filter((tool) => tool.role === 'tool').map(runOf),
    ...(reference ? { inputAgainstTruth: runOf(reference) } : {}),
    ...(people.length > 0 ? { people: people.map(runOf) } : {}),
    ranking: comparison.ranking,
    verdicts: comparison.verdicts,
    warnings: comparison.warnings,
  }
}

function scoreOf(comparison: Comparison, metric: string, estimate: Estimate): unknown {
  const tuple = comparison.metrics.find((one) => one.tuple.id === metric)?.tuple
  const { options, ...numbers } = estimate
  return { ...numbers, interval: options, version: tuple?.version, options: tuple?.options }
}

function evaluationTable(comparison: Comparison): string {
  const shown = comparison.metrics.slice(0, 6)
  const digits = new Map(shown.map(({ definition }) => [definition.id, definition.digits]))
  const rows = comparison.tools.map((tool) => [
    tool.role === 'reference' ? `(${tool.name})` : tool.name,
    ...shown.map(({ definition: { id } }) =>
      cell(comparison.estimates[tool.key]?.[id], digits.get(id) ?? 3),
    ),
    tool.failed > 0 ? `${tool.failed} failed` : '',
  ])
  return [
    comparison.sentence,
    '',
    table(['tool', ...shown.map(({ definition }) => definition.name), ''], rows),
    '',
    ...comparison.verdicts.map((verdict) => `- ${verdict.text}`),
    ...comparison.tools.filter((tool) => tool.provider !== null).map(executionLine),
    ...comparison.warnings.map((warning) => `! ${warning}`),
  ].join('\n')
}

function executionLine({ name, provider, fallbacks = [] }: ComparedTool): string {
  const passed = fallbacks.map((one) => `; not ${one.provider}: ${one.reason}`)
  return `- ${name} ran on ${provider ?? 'nothing'}${passed.join('')}`
}

function cell(estimate: Estimate | undefined, digits: number): string {
  if (!estimate || estimate.mean === null) return estimate?.note ?? 'undefined'
  const show = (value: number | string | null): string =>
    typeof value === 'number' ? value.toFixed(digits) : (value ?? '-')
  const interval =
    estimate.lower === null ? '' : ` [${show(estimate.lower)}, ${show(estimate.upper)}]`
  return `${show(estimate.mean)}${interval} n=${estimate.n}`
}
