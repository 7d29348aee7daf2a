/** What a power spectrum says of a tool, in a sentence. Pure. */
import type { FrequencyUnit, PowerAgainstTruth, PowerRange } from '../viewer/spectrum-curves.ts'
import { formatValue } from './numbers.ts'

export const spectrumMeaning =
  'Less power than the truth: finer detail is lost. More: noise is left, or detail is there that the truth has not.'

/** With its period, which is the size of a detail. */
export function frequencyText(frequency: number, { unit }: FrequencyUnit): string {
  const period = unit === 'cycles/µm' ? 'µm' : 'px'
  return `${formatValue(frequency, 3)} ${unit} (periods of ${formatValue(1 / frequency, 3)} ${period})`
}

/** `found` null: the truth has no power to compare with. */
export function spectrumSentence(
  name: string,
  found: PowerAgainstTruth | null,
  unit: FrequencyUnit,
): string {
  if (!found) return `${name}: the truth has no power to compare with.`
  const { below, above, isFaint } = found
  if (isFaint && below?.to === null)
    return `${name}: power below half of the truth's at every frequency. Its gray values may have another scale: compare with the same total power.`
  const until = ({ to }: PowerRange): string =>
    to === null ? ' and stays there' : `, up to ${formatValue(to, 3)}`
  const parts = [
    ...(below
      ? [
          `falls below half of the truth's power at ${frequencyText(below.from, unit)}${until(below)}`,
        ]
      : []),
    ...(above
      ? [`rises above twice of it at ${frequencyText(above.from, unit)}${until(above)}`]
      : []),
  ]
  if (parts.length === 0)
    return `${name}: between half and twice the truth's power at every frequency.`
  // of the truth's power, where nothing was said of it before
  const text = parts.join('; ')
  return `${name}: ${below ? text : text.replace('twice of it', "twice the truth's power")}.`
}
