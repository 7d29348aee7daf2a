import type { ReviewFigure, ReviewResult } from '../../../contract/reviews.ts'
import { readMatrixSource } from '../../../core/criteria/criteria-matrix.ts'
import { openHistoryForReading } from '../../../core/history/open-history.ts'
import { createReviewBook } from '../../../core/review/review-book.ts'
import { reviewResult } from '../../../core/review/review-result.ts'
import type { Command } from '../command.ts'
import { required, workspaceDir } from '../options.ts'
import { table } from '../table.ts'

export const reviewResultCommand: Command = {
  usage: 'review result --session ID [--workspace W]',
  summary: 'What a blinded review says; only once it is locked.',
  options: { session: { type: 'string' }, workspace: { type: 'string' } },
  async run(input) {
    const session = required(input, 'session')
    const history = openHistoryForReading(workspaceDir(input))
    try {
      const state = createReviewBook(history).session(session)
      const { comparison } = readMatrixSource(history, state.opened.comparison)
      const result = reviewResult(state, comparison)
      return { json: result, text: textOf(result), status: 0 }
    } finally {
      history.close()
    }
  },
}

function textOf(result: ReviewResult): string {
  const { pairs, winRates, ratings, within, between, bradleyTerry } = result
  const strengths = new Map(bradleyTerry?.tools.map(({ tool, strength }) => [tool, strength]))
  const agreements = [
    ...within.map((one) => ({ ...one, who: `${one.rater}, repeated items` })),
    ...between.map((one) => ({ ...one, who: `${one.a} and ${one.b}` })),
  ]
  return [
    result.sentence,
    ...(pairs.length === 0
      ? []
      : [
          table(
            ['pair', 'first better', 'no difference', 'second better', 'share of the first'],
            pairs.map(({ a, b, better, none, worse, share }) => [
              `${a} - ${b}`,
              ...[better, none, worse].map(String),
              figure(share),
            ]),
          ),
          table(
            ['tool', 'win rate', 'Bradley-Terry, log'],
            winRates.map(({ tool, rate }) => {
              const strength = strengths.get(tool)
              return [tool, figure(rate), strength === undefined ? '' : figure(strength)]
            }),
          ),
        ]),
    ...(ratings.length === 0
      ? []
      : [
          table(
            ['tool', 'mean of 5', '1', '2', '3', '4', '5'],
            ratings.map(({ tool, mean, counts }) => [tool, figure(mean), ...counts.map(String)]),
          ),
        ]),
    table(
      ['who', 'same answer', 'kappa', 'kappa, weighted'],
      agreements.map(({ who, agreed, items, kappa, weighted }) => [
        who,
        `${String(agreed)} of ${String(items)}`,
        figure(kappa),
        weighted === null ? '' : figure(weighted),
      ]),
    ),
    ...(bradleyTerry?.note ? [bradleyTerry.note] : []),
  ].join('\n\n')
}

function figure(found: ReviewFigure): string {
  if ('undefined' in found) return `undefined: ${found.undefined}`
  const { value, lower, upper } = found
  const ends = lower === null || upper === null ? '' : ` [${lower.toFixed(3)}, ${upper.toFixed(3)}]`
  return `${value.toFixed(3)}${ends}`
}
