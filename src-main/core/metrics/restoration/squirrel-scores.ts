/** SQUIRREL's numbers as metrics: of the prediction and the image it was made from; the truth takes no part. */
import type { Score } from '../../../contract/words.ts'
import { choiceOption, type MetricOptions } from '../metric-options.ts'
import { undefinedScore } from '../score.ts'
import type { RestorationPair } from './restoration-pair.ts'
import { squirrel, type Squirrel } from './squirrel.ts'

/** `cross-correlation`: the prediction is first moved onto the input, to a fraction of a pixel. */
const registrations = ['none', 'cross-correlation'] as const

/** Throws `bad-options`. */
export function isRegistrationWanted(options: MetricOptions): boolean {
  return choiceOption(options, 'squirrelRegistration', registrations, 'none') !== 'none'
}

/** By metric id. Planes only. */
export function squirrelScores({
  prediction,
  input,
  options,
}: RestorationPair): Readonly<Record<string, () => Score>> {
  const registers = isRegistrationWanted(options)
  let found: Squirrel | undefined
  const of = (name: 'rse' | 'rsp') => (): Score => {
    if (input === null) return undefinedScore('no-input-image')
    if (input.shape.length !== 2) return undefinedScore('not-a-plane')
    const isFinite = (image: { readonly data: ArrayLike<number> }): boolean =>
      Array.prototype.every.call(image.data, Number.isFinite)
    if (!isFinite(input) || !isFinite(prediction)) return undefinedScore('non-finite-pixels')
    return (found ??= squirrel(input, prediction, registers))[name]
  }
  return { 'squirrel-rsp': of('rsp'), 'squirrel-rse': of('rse') }
}
