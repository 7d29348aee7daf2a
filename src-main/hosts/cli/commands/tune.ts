import type { Comparison } from '../../../contract/comparison.ts'
import { evaluationOrderSchema } from '../../../contract/evaluations.ts'
import type { Json } from '../../../contract/words.ts'
import { TouchstoneError } from '../../../core/errors.ts'
import type { Command, CommandInput } from '../command.ts'
import { orderOf, orderOptions } from '../evaluation-order.ts'
import { texts } from '../options.ts'
import { runEvaluation } from '../run-evaluation.ts'
import { table } from '../table.ts'

export const tuneCommand: Command = {
  usage:
    'tune --dataset D --tool X --set SETTING=V1,V2,... [--set ...] [--workspace W] [--headline METRIC] [--options JSON] [--seed N]',
  summary:
    "Tries settings of a tool on the dataset's cases for tuning, and on no other: the record shows how many.",
  options: { ...orderOptions, set: { type: 'string', multiple: true } },
  async run(input) {
    const sweep = sweepOf(input)
    const given = orderOf(input)
    const tools = (given['tools'] as readonly object[]).map((tool) => ({ ...tool, sweep }))
    const order = evaluationOrderSchema.parse({ ...given, tools, cases: 'tuning' })
    const comparison = await runEvaluation(input, order)
    const tried = triedSettings(comparison)
    return {
      json: {
        comparison: comparison.id,
        headline: comparison.headline,
        cases: comparison.dataset.cases,
        tried,
        warnings: comparison.warnings,
      },
      text: [
        `${String(tried.length)} settings on ${String(comparison.dataset.cases)} cases for tuning, best first:`,
        table(
          ['settings', comparison.headline, ''],
          tried.map(({ name, mean, lower, upper }) => [
            name,
            mean === null ? 'undefined' : shown(mean, comparison),
            lower === null || upper === null
              ? ''
              : `[${shown(lower, comparison)}, ${shown(upper, comparison)}]`,
          ]),
        ),
        ...comparison.warnings.map((warning) => `! ${warning}`),
      ].join('\n'),
      status: comparison.tools.some((tool) => tool.failed > 0) ? 1 : 0,
    }
  },
}

/** `--set decoding.threshold=0.3,0.5`: numbers, true and false as such, everything else as words. */
function sweepOf(input: CommandInput): Record<string, Json[]> {
  const given = texts(input, 'set')
  if (given.length === 0)
    throw new TouchstoneError(
      'bad-usage',
      'Please name at least one setting with values, for instance --set decoding.threshold=0.3,0.5.',
    )
  return Object.fromEntries(
    given.map((one) => {
      const [, setting, values] = /^([A-Za-z0-9.]+)=(.+)$/s.exec(one) ?? []
      if (setting === undefined || values === undefined)
        throw new TouchstoneError('bad-usage', `--set ${one} is not of the form SETTING=V1,V2,...`)
      return [setting, values.split(',').map(valueOf)]
    }),
  )
}

function valueOf(text: string): Json {
  const word = text.trim()
  if (word === 'true' || word === 'false') return word === 'true'
  return word !== '' && Number.isFinite(Number(word)) ? Number(word) : word
}

/** In the order of the ranking; those without a rank last. */
function triedSettings(comparison: Comparison) {
  const rankOf = (key: string): number =>
    comparison.ranking.find(({ tool }) => tool === key)?.rank ?? Infinity
  return comparison.tools
    .filter(({ role }) => role === 'tool')
    .sort((a, b) => rankOf(a.key) - rankOf(b.key))
    .map(({ key, run, name }) => {
      const estimate = comparison.estimates[key]?.[comparison.headline]
      const { mean = null, lower = null, upper = null, n = 0 } = estimate ?? {}
      return { tool: key, run, name, rank: finiteOrNull(rankOf(key)), mean, lower, upper, n }
    })
}

/** With the decimals that are worth showing of the headline metric. */
function shown(value: number | string, { metrics, headline }: Comparison): string {
  const digits = metrics.find(({ tuple }) => tuple.id === headline)?.definition.digits ?? 3
  return typeof value === 'number' ? value.toFixed(digits) : value
}

function finiteOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
