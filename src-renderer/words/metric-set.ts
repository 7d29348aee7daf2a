/** The chosen metrics as the page lists them: reasons, the curve folded, what can be edited. Pure. */
import type { Fingerprint } from '../../src-main/contract/fingerprint.ts'
import type { MetricDefinition } from '../../src-main/contract/metrics.ts'
import type { Json } from '../../src-main/contract/words.ts'
import type { ComparedMetric } from './headings.ts'
import { optionChoices } from './tuple-words.ts'

/** Why each proposed metric is there, by id. */
export function reasonsOf({ proposal }: Fingerprint): Readonly<Record<string, string>> {
  return Object.fromEntries(proposal.metrics.map(({ id, reason }) => [id, reason]))
}

const strictF1 = /^f1@0\.(?!5$)\d+$/

/** F1 at stricter thresholds, where there are several; they are folded into one entry. */
export function curveOf(
  metrics: readonly ComparedMetric[],
  headline: string,
): readonly ComparedMetric[] {
  const points = metrics.filter(({ definition: { id } }) => strictF1.test(id) && id !== headline)
  return points.length > 2 ? points : []
}

/** The thresholds that an F1 headline can have; empty for any other headline. */
export function thresholdsOf(headline: string): readonly { id: string; threshold: string }[] {
  if (!/^f1@0\.\d+$/.test(headline)) return []
  return Array.from({ length: 10 }, (_, step) => {
    const threshold = String((50 + 5 * step) / 100)
    return { id: `f1@${threshold}`, threshold }
  })
}

/** Every word of what is wanted stands in the id, the name or the definition; the name counts first. */
export function findMetrics(
  known: readonly MetricDefinition[],
  wanted: string,
): readonly MetricDefinition[] {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return []
  const inName = ({ id, name }: MetricDefinition) => holds(`${id} ${name}`, words)
  return known
    .filter(({ id, name, definition }) => holds(`${id} ${name} ${definition}`, words))
    .sort((a, b) => Number(inName(b)) - Number(inName(a)))
}

function holds(text: string, words: readonly string[]): boolean {
  const lower = text.toLowerCase()
  return words.every((word) => lower.includes(word))
}

export interface EditableOption {
  readonly name: string
  readonly kind: 'choice' | 'number' | 'pixel-size' | 'text'
  readonly value: string | number | null
  /** Of a pixel size: micrometres along x. */
  readonly pixelUm: number | null
}

/** How each option is edited. A pixel size counts only where distances are in micrometres. */
export function editableOptions(options: Fingerprint['options']): readonly EditableOption[] {
  const unit = options.find(({ name }) => name === 'distanceUnit')?.value
  return options
    .filter(({ name }) => name !== 'pixelSizeUm' || unit === 'um')
    .filter(({ name }) => optionChoices(name).length !== 1)
    .map(({ name, value }) => ({
      name,
      kind: kindOf(name, value),
      value: editedValue(value),
      pixelUm: pixelWidth(value),
    }))
}

function editedValue(value: Json): string | number | null {
  if (Array.isArray(value)) return value.join(', ')
  return typeof value === 'string' || typeof value === 'number' ? value : null
}

/** What was typed for an option, as the option has it: labels are numbers, a class is a name. */
export function typedOption(name: string, typed: string): Json {
  const text = typed.trim()
  if (text === '') return null
  if (name === 'classes')
    return text
      .split(/[\s,;]+/)
      .map((label) => (Number.isNaN(Number(label)) ? label : Number(label)))
  return name === 'ignoreLabel' && Number.isFinite(Number(text)) ? Number(text) : text
}

function kindOf(name: string, value: Json): EditableOption['kind'] {
  if (name === 'pixelSizeUm') return 'pixel-size'
  if (typeof value === 'number') return 'number'
  return optionChoices(name).length > 0 ? 'choice' : 'text'
}

function pixelWidth(value: Json): number | null {
  if (value === null || typeof value !== 'object' || !('x' in value)) return null
  return typeof value.x === 'number' ? value.x : null
}
