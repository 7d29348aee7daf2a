/** A sweep of settings as the tools that it makes: every combination of the values, in the order given. */
import { toolSettingsSchema, type ToolSettings } from '../../contract/tool-file.ts'
import type { Json } from '../../contract/words.ts'
import { TouchstoneError } from '../errors.ts'

/** Values by setting: `parameters.imageSigmaPx`, `decoding.threshold`. */
export type Sweep = Readonly<Record<string, readonly Json[]>>

/** More is no choice of settings but a search, and takes the night. */
export const mostCombinations = 100

/**
 * `base` is what the tool runs with else. Throws `bad-options` for a setting that the tool does not have, a
 * value that it cannot have, and more than `mostCombinations`.
 */
export function expandSweep(reference: string, base: ToolSettings, sweep: Sweep): ToolSettings[] {
  const count = Object.values(sweep).reduce((all, values) => all * values.length, 1)
  if (count > mostCombinations)
    throw new TouchstoneError(
      'bad-options',
      `The sweep of ${reference} has ${count} combinations, and ${mostCombinations} is the limit.`,
      { reference, combinations: count },
    )
  let combinations = [base]
  for (const [setting, values] of Object.entries(sweep)) {
    requireKnown(reference, base, setting)
    combinations = combinations.flatMap((settings) =>
      values.map((value) => changed(reference, settings, setting, value)),
    )
  }
  return combinations
}

const parts = ['parameters', 'decoding'] as const

function requireKnown(reference: string, base: ToolSettings, setting: string): void {
  const known = parts.flatMap((part) =>
    Object.keys(base[part] ?? {})
      .filter((name) => name !== 'method')
      .map((name) => `${part}.${name}`),
  )
  if (known.includes(setting)) return
  throw new TouchstoneError(
    'bad-options',
    known.length === 0
      ? `${reference} has no settings that can be swept.`
      : `${reference} has no setting ${setting}; it has ${known.join(', ')}.`,
    { reference, setting },
  )
}

function changed(
  reference: string,
  settings: ToolSettings,
  setting: string,
  value: Json,
): ToolSettings {
  const [part = '', name = ''] = setting.split('.')
  const own = settings[part as (typeof parts)[number]] ?? {}
  const parsed = toolSettingsSchema.safeParse({ ...settings, [part]: { ...own, [name]: value } })
  if (parsed.success) return parsed.data
  throw new TouchstoneError(
    'bad-options',
    `${reference}: ${setting} cannot be ${JSON.stringify(value)} (${parsed.error.issues[0]?.message ?? 'it does not fit'}).`,
    { reference, setting },
  )
}
