/** Options of a task's metrics, as they come from outside: unknown names and values are errors. */
import { emptyCasePolicySchema, type EmptyCasePolicy, type Json } from '../../contract/words.ts'
import { TouchstoneError } from '../errors.ts'

export type MetricOptions = Readonly<Record<string, Json>>

/** Throws `bad-options` for a name that is not in `known`. */
export function requireKnownOptions(options: MetricOptions, known: readonly string[]): void {
  for (const name of Object.keys(options))
    if (!known.includes(name))
      throw new TouchstoneError(
        'bad-options',
        `There is no metric option ${name} here; the options are ${known.join(', ')}.`,
        { option: name, known: [...known] },
      )
}

/** One of `choices`, `fallback` where the option is not given; throws `bad-options` otherwise. */
export function choiceOption<Choice extends string>(
  options: MetricOptions,
  name: string,
  choices: readonly Choice[],
  fallback: Choice,
): Choice {
  const given = options[name]
  if (given === undefined) return fallback
  const choice = choices.find((candidate) => candidate === given)
  if (choice === undefined)
    throw new TouchstoneError(
      'bad-options',
      `The metric option ${name} is ${JSON.stringify(given)}; it must be one of ${choices.join(', ')}.`,
      { option: name, given, choices: [...choices] },
    )
  return choice
}

export function emptyCasePolicyOption(options: MetricOptions): EmptyCasePolicy {
  return choiceOption(options, 'emptyCasePolicy', emptyCasePolicySchema.options, 'touchstone')
}
