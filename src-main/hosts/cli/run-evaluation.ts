/** An evaluation from the command line: started, told on stderr, ended by Ctrl-C, and its comparison. */
import type { Comparison } from '../../contract/comparison.ts'
import type { EvaluationOrder } from '../../contract/evaluations.ts'
import { TouchstoneError } from '../../core/errors.ts'
import { readComparison } from '../../core/evaluation/summaries.ts'
import type { CommandInput } from './command.ts'
import { withCore } from './with-core.ts'

/** Throws `cancelled`, or what ended it. */
export function runEvaluation(input: CommandInput, order: EvaluationOrder): Promise<Comparison> {
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
    return readComparison(core.history, entry.comparison)
  })
}
