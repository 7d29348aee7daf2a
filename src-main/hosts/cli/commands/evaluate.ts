import { resolve } from 'node:path'
import type { ComparedTool, Comparison } from '../../../contract/comparison.ts'
import { evaluationOrderSchema } from '../../../contract/evaluations.ts'
import { executionSchema, memoryLimitMbSchema, threadsSchema } from '../../../contract/execution.ts'
import type { Estimate } from '../../../contract/metrics.ts'
import { TouchstoneError } from '../../../core/errors.ts'
import { readComparison } from '../../../core/evaluation/summaries.ts'
import type { Command, CommandInput } from '../command.ts'
import {
  fingerprintAnswers,
  jsonOptions,
  required,
  task,
  text,
  texts,
  wholeNumber,
} from '../options.ts'
import { table } from '../table.ts'
import { withCore } from '../with-core.ts'

export const evaluateCommand: Command = {
  usage:
    'evaluate --dataset D [--images SUB --truth SUB --task T] --tool X [--tool Y ...] [--workspace W] [--options JSON] [--answers JSON] [--headline METRIC] [--minimal-difference D] [--seed N] [--execution fastest|repeatable] [--threads N] [--memory-limit MB]',
  summary: 'Runs tools on an evaluation dataset, scores them and compares them.',
  options: {
    dataset: { type: 'string' },
    images: { type: 'string' },
    truth: { type: 'string' },
    task: { type: 'string' },
    tool: { type: 'string', multiple: true },
    workspace: { type: 'string' },
    options: { type: 'string' },
    answers: { type: 'string' },
    headline: { type: 'string' },
    alpha: { type: 'string' },
    'minimal-difference': { type: 'string' },
    name: { type: 'string' },
    seed: { type: 'string' },
    execution: { type: 'string' },
    threads: { type: 'string' },
    'memory-limit': { type: 'string' },
    on: { type: 'string' },
  },
  run(input) {
    // First, so that a wrong order leaves no workspace behind.
    const order = evaluationOrderSchema.parse(orderOf(input))
    return withCore(input, async (core) => {
      const evaluation = await core.evaluations.start(order, (event) => {
        if (event.type !== 'case-progress') input.output.stderr(`${event.message}\n`)
      })
      const cancel = (): void => {
        core.evaluations.cancel(evaluation)
      }
      process.once('SIGINT', cancel)
      await core.evaluations.ended(evaluation)
      process.off('SIGINT', cancel)
      const entry = core.history.evaluation(evaluation)
      if (!entry?.comparison)
        throw new TouchstoneError(
          entry?.state === 'cancelled' ? 'cancelled' : 'internal',
          `The evaluation ended without a comparison: ${(entry?.reason ?? 'the reason stands above').replace(/\.$/, '')}. What had finished is in the record.`,
        )
      const comparison = readComparison(core.history, entry.comparison)
      return {
        json: evaluationDocument(comparison),
        text: evaluationTable(comparison),
        status: comparison.tools.some((tool) => tool.failed > 0) ? 1 : 0,
      }
    })
  },
}

function orderOf(input: CommandInput): unknown {
  const tools = texts(input, 'tool')
  if (tools.length === 0) throw new TouchstoneError('bad-usage', 'Please name at least one --tool.')
  if ((text(input, 'on') ?? 'local') !== 'local')
    throw new TouchstoneError(
      'bad-usage',
      `--on ${text(input, 'on') ?? ''} is not available; only local is.`,
    )
  const choice = task(input)
  const answers = fingerprintAnswers(input)
  const optional = (name: string): Record<string, string> => {
    const value = text(input, name)
    return value === undefined ? {} : { [name]: value }
  }
  return {
    ...optional('name'),
    ...optional('headline'),
    dataset: {
      folder: resolve(required(input, 'dataset')),
      ...optional('images'),
      ...optional('truth'),
      ...(choice ? { task: choice } : {}),
    },
    tools: tools.map((tool) => ({ reference: absoluteReference(tool) })),
    options: jsonOptions(input),
    ...(answers === undefined ? {} : { answers }),
    seed: wholeNumber(input, 'seed', 1),
    ...executionOf(input),
    ...fraction(input, 'alpha', 'alpha'),
    ...fraction(input, 'minimal-difference', 'minimalRelevantDifference'),
  }
}

/** What is not stated is what the workspace says. */
function executionOf(input: CommandInput): Record<string, string | number> {
  const execution = text(input, 'execution')
  if (execution !== undefined && !executionSchema.safeParse(execution).success)
    throw new TouchstoneError(
      'bad-usage',
      `--execution ${execution} is not possible; it is ${executionSchema.options.join(' or ')}.`,
    )
  return {
    ...(execution === undefined ? {} : { execution }),
    ...stated(input, 'threads', 'threads', threadsSchema),
    ...stated(input, 'memory-limit', 'memoryLimitMb', memoryLimitMbSchema),
  }
}

function stated(
  input: CommandInput,
  name: string,
  field: string,
  schema: typeof threadsSchema,
): Record<string, number> {
  const value = text(input, name)
  if (value === undefined) return {}
  const parsed = schema.safeParse(/^\d+$/.test(value) ? Number(value) : Number.NaN)
  if (parsed.success) return { [field]: parsed.data }
  const { minValue, maxValue } = schema
  throw new TouchstoneError(
    'bad-usage',
    `--${name} ${value} is not a whole number from ${minValue ?? 0} to ${maxValue ?? 0}.`,
  )
}

function fraction(input: CommandInput, name: string, field: string): Record<string, number> {
  const value = text(input, name)
  if (value === undefined) return {}
  const number = Number(value)
  if (
    !Number.isFinite(number) ||
    number < 0 ||
    (name === 'alpha' && (number === 0 || number >= 0.5))
  )
    throw new TouchstoneError('bad-usage', `--${name} ${value} is not a fitting number.`)
  return { [field]: number }
}

/** Paths become absolute; `baseline:x` and whatever else has a scheme is for the engine to judge. */
function absoluteReference(reference: string): string {
  const [, scheme, rest] = /^([a-z]{2,}):(.*)$/s.exec(reference) ?? []
  if (reference === '' || rest === '')
    throw new TouchstoneError('bad-usage', `--tool "${reference}" names no tool.`)
  if (scheme === 'predictions') return `predictions:${resolve(rest ?? '')}`
  return scheme === undefined ? resolve(reference) : reference
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
  const reference = comparison.tools.find((tool) => tool.role === 'reference')
  return {
    comparison: comparison.id,
    evaluation: comparison.evaluation,
    dataset: comparison.dataset,
    sentence: comparison.sentence,
    headline: comparison.headline,
    runs: comparison.tools.filter((tool) => tool.role === 'tool').map(runOf),
    ...(reference ? { inputAgainstTruth: runOf(reference) } : {}),
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
