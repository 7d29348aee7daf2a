/** A sweep as a person types it: one setting a line, `parameters.sigmaPx: 1, 2, 3`. Pure. */
import type { Json } from '../../src-main/contract/words.ts'

export type Sweep = Readonly<Record<string, Json[]>>

/** Throws a sentence that names the line that is wrong. Numbers, true and false as such, else words. */
export function parseSweep(typed: string): Sweep {
  const lines = typed.split('\n').filter((line) => line.trim() !== '')
  return Object.fromEntries(
    lines.map((line) => {
      const [, setting, values] = /^\s*([A-Za-z0-9.]+)\s*[:=]\s*(.*\S)\s*$/.exec(line) ?? []
      if (setting === undefined || values === undefined)
        throw new Error(
          `Values to try are written as setting: value, value; this line is not: ${line.trim()}`,
        )
      return [setting, values.split(',').map((value) => valueOf(value.trim()))]
    }),
  )
}

/** The settings of a tool that can be swept, with what they are now: what to begin from. */
export function sweepTemplate(settings: {
  readonly parameters?: object | undefined
  readonly decoding?: object | undefined
}): string {
  return (['parameters', 'decoding'] as const)
    .flatMap((part) =>
      Object.entries(settings[part] ?? {})
        .filter(([name]) => name !== 'method' && !name.toLowerCase().includes('channel'))
        .map(([name, value]) => `${part}.${name}: ${String(value)}`),
    )
    .join('\n')
}

function valueOf(text: string): Json {
  if (text === 'true' || text === 'false') return text === 'true'
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text
}
