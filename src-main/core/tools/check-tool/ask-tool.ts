/** One question to the tool: an image in, the answer with its time or the reason why there is none. */
import { join } from 'node:path'
import type {
  CheckToolInput,
  DatasetStatistics,
  JobOptions,
  PredictInput,
  PredictOutput,
} from '../../engine-port.ts'
import { isTouchstoneError, messageOf, TouchstoneError } from '../../errors.ts'
import { type ReadOutput, readOutput } from './read-output.ts'

export type Predict = (input: PredictInput, options?: JobOptions) => Promise<PredictOutput>

export type Answer =
  | {
      readonly ok: true
      readonly done: PredictOutput
      readonly seconds: number
      readonly read: () => Promise<ReadOutput>
    }
  | { readonly ok: false; readonly reason: string }

export interface Asked {
  readonly id: string
  readonly image: string
}

/** `provider`: another than the CPU. Only cancelling throws. */
export type Ask = (asked: Asked, provider?: string) => Promise<Answer>

export function createAsker(
  input: CheckToolInput,
  {
    folder,
    statistics,
    options,
    predict,
  }: {
    readonly folder: string
    readonly statistics: DatasetStatistics | null
    readonly options: JobOptions
    readonly predict: Predict
  },
): Ask {
  const { signal } = options
  let count = 0
  return async ({ id, image }, provider) => {
    const outputDir = join(folder, `answer-${String(count++)}`)
    const start = performance.now()
    try {
      const { reference, task, settings, cacheDir, threads } = input
      const done = await predict(
        {
          ...{ reference, task, settings, cacheDir, threads, outputDir, seed: 1 },
          case: { id, image },
          ...(statistics === null ? {} : { statistics }),
          ...(provider === undefined ? {} : { execution: { provider, largestSidePx: null } }),
        },
        signal === undefined ? {} : { signal },
      )
      const seconds = (performance.now() - start) / 1000
      const file = done.outputs.find(({ role }) => role === 'prediction')
      if (file === undefined) throw new TouchstoneError('tool-failed', 'It gave no prediction.')
      return { ok: true, done, seconds, read: () => readOutput(task, file.path) }
    } catch (error) {
      if (signal?.aborted === true || (isTouchstoneError(error) && error.code === 'cancelled'))
        throw error
      return { ok: false, reason: messageOf(error) }
    }
  }
}
