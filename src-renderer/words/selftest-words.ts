/** The self-test in words: its answer in a sentence, values, differences and tolerances as they are read. */
import type {
  SelftestSummary,
  SelftestValue,
  SelftestVerdict,
  ShownValue,
} from '../../src-main/contract/selftest.ts'
import { formatCount, formatValue } from './numbers.ts'

/** What is asked of the page, answered: do our numbers equal their references? */
export function selftestSentence({ passed, failed }: SelftestSummary): string {
  const all = passed + failed
  if (all === 0) return 'Nothing in this folder is computed here.'
  const values = all === 1 ? 'value' : 'values'
  const whole = `${formatCount(all)} ${values}`
  if (failed === 0 && all === 1) return 'The one value agrees with its reference.'
  if (failed === 0) return `${formatCount(all)} of ${whole} agree with their references.`
  const verb = failed === 1 ? 'differs' : 'differ'
  return `${formatCount(failed)} of ${whole} ${verb} from ${failed === 1 ? 'its reference' : 'their references'}.`
}

export function restSentence({ cases, seconds, unsupported }: SelftestSummary): string {
  const rest =
    unsupported === 0
      ? ''
      : ` ${formatCount(unsupported)} further ${unsupported === 1 ? 'value is' : 'values are'} not computed here.`
  return `${formatCount(cases)} ${cases === 1 ? 'case' : 'cases'} in ${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s, by the functions that score runs.${rest}`
}

const kindNames: Readonly<Record<string, string>> = {
  instance: 'Objects',
  instance_dataset: 'Objects of several images',
  semantic: 'Masks and borders',
  semantic_multiclass: 'Masks of several classes',
  restoration: 'Restored images',
  detection: 'Points',
  classification: 'Classes',
  statistics: 'Tests and intervals',
  planning: 'Means and sample sizes',
  shift: 'Shift of a distribution',
  bioimageio: 'Steps before and after a network',
  decode_stardist: 'Objects from StarDist networks',
  decode_stardist3d: 'Objects from StarDist networks in 3D',
  decode_cellpose: 'Objects from Cellpose networks',
}

/** The kind's own name where it is none of ours. */
export function kindName(kind: string): string {
  return Object.hasOwn(kindNames, kind) ? kindNames[kind]! : kind
}

export const verdictWords: Readonly<
  Record<SelftestVerdict, { readonly mark: string; readonly text: string }>
> = {
  agrees: { mark: '✓', text: 'agrees' },
  differs: { mark: '✕', text: 'differs' },
  'not-supported': { mark: '–', text: 'not computed' },
}

export function shownText(shown: ShownValue | null): string {
  if (shown === null) return '–'
  switch (shown.as) {
    case 'number':
      return typeof shown.value === 'number' ? formatValue(shown.value, 10) : wordOf(shown.value)
    case 'undefined':
      return `undefined: ${shown.reason.replaceAll('-', ' ')}`
    case 'error':
      return shown.message
    case 'text':
      return shown.text
    case 'array':
      return `${formatCount(shown.count)} values: ${shown.text}`
  }
}

/** All digits, for looking closely. */
export function exactText(shown: ShownValue | null): string {
  return shown?.as === 'number' ? String(shown.value) : shownText(shown)
}

export function differenceText({ difference }: SelftestValue): string {
  if (difference === null) return '–'
  const { largest, at, compared, beyond } = difference
  const size = largest === 'Infinity' || largest === '-Infinity' ? '∞' : briefNumber(largest)
  const place = at === '' || largest === 0 ? '' : ` at ${at}`
  const share =
    compared > 1 && beyond > 0
      ? `, ${formatCount(beyond)} of ${formatCount(compared)} beyond the tolerance`
      : ''
  return `${size}${place}${share}`
}

export function toleranceText({ tolerance: { abs, rel } }: SelftestValue): string {
  if (abs === 0 && rel === 0) return 'exact'
  const parts = [
    ...(abs > 0 ? [briefNumber(abs)] : []),
    ...(rel > 0 ? [`${briefNumber(rel)} of it`] : []),
  ]
  return `± ${parts.join(' + ')}`
}

/** Two digits are enough to judge a difference. */
function briefNumber(value: number): string {
  if (value === 0) return '0'
  const size = Math.abs(value)
  return size >= 0.001 && size < 100_000
    ? String(Number(value.toPrecision(2)))
    : value.toExponential(1).replace('.0e', 'e').replace('-', '−').replace('e-', 'e−')
}

function wordOf(value: 'NaN' | 'Infinity' | '-Infinity'): string {
  if (value === 'NaN') return 'NaN'
  return value === 'Infinity' ? '∞' : '−∞'
}
