/** The settings of weights without a description as fields: their words, their groups, what is typed and sent. Pure. */
import type { BareModel } from '../../src-main/contract/bare-model.ts'

export type BareSettings = BareModel['suggestion']
/** What stands in the fields, by the name of the setting; an empty text leaves the setting to its default. */
export type TypedSettings = Readonly<Record<string, string | boolean>>

export interface BareField {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly kind: 'text' | 'number' | 'check' | 'choice'
  /** What counts where nothing is typed, in words. */
  readonly empty?: string
  /** Of a choice; the first counts where nothing else is chosen. */
  readonly options?: readonly { readonly value: string; readonly text: string }[]
  /** Shown only while this holds, or while the setting has a value. */
  readonly when?: (typed: TypedSettings) => boolean
}

export interface BareGroup {
  readonly title: string
  readonly fields: readonly BareField[]
}

const isNormalised = (way: string) => (typed: TypedSettings) => typed['normalisation'] === way
const hasAxis = (letter: string) => (typed: TypedSettings) =>
  String(typed['inputAxes'] ?? '').includes(letter)

export const bareGroups: readonly BareGroup[] = [
  {
    title: 'What the network takes',
    fields: [
      {
        name: 'inputAxes',
        label: 'Axes of the input',
        kind: 'text',
        hint: 'Letters in the order of the shape: b batch, c channel, z, y, x, t. For instance bcyx.',
        empty: 'needed',
      },
      {
        name: 'inputChannels',
        label: 'Channels of the input',
        kind: 'number',
        empty: '1',
        hint: 'Counts where the graph leaves it open.',
        when: hasAxis('c'),
      },
      {
        name: 'reverseChannels',
        label: 'Blue, green, red',
        kind: 'check',
        hint: 'The network takes colours in this order, the image has red first.',
        when: hasAxis('c'),
      },
    ],
  },
  {
    title: 'How the image is normalised',
    fields: [
      {
        name: 'normalisation',
        label: 'Normalisation',
        kind: 'choice',
        options: [
          { value: 'none', text: 'none: values as they are' },
          { value: 'type-range', text: 'divided by the largest value of the image’s type' },
          { value: 'zero-mean-unit-variance', text: 'mean 0, standard deviation 1 of each image' },
          { value: 'percentile', text: 'between two percentiles of each image' },
          { value: 'fixed', text: 'stated mean and standard deviation' },
        ],
      },
      {
        name: 'minPercentile',
        label: 'Lower percentile',
        kind: 'number',
        empty: '1',
        when: isNormalised('percentile'),
      },
      {
        name: 'maxPercentile',
        label: 'Upper percentile',
        kind: 'number',
        empty: '99.8',
        when: isNormalised('percentile'),
      },
      {
        name: 'mean',
        label: 'Mean',
        kind: 'text',
        empty: '0',
        hint: 'One number, or one per channel with commas between them.',
        when: isNormalised('fixed'),
      },
      {
        name: 'std',
        label: 'Standard deviation',
        kind: 'text',
        empty: '1',
        hint: 'One number, or one per channel with commas between them.',
        when: isNormalised('fixed'),
      },
      {
        name: 'gain',
        label: 'Gain before it',
        kind: 'number',
        empty: '1',
        hint: 'Each value is multiplied by this first.',
      },
      {
        name: 'offset',
        label: 'Offset before it',
        kind: 'number',
        empty: '0',
        hint: 'Added after the gain.',
      },
    ],
  },
  {
    title: 'What it gives',
    fields: [
      {
        name: 'output',
        label: 'Output taken',
        kind: 'number',
        empty: '0, the first',
        hint: 'Counted from 0, in the order of the table above.',
      },
      {
        name: 'outputAxes',
        label: 'Axes of the output',
        kind: 'text',
        empty: 'those of the input',
      },
      {
        name: 'activation',
        label: 'Function after the network',
        kind: 'choice',
        options: [
          { value: 'none', text: 'none: the output is used as it is' },
          { value: 'sigmoid', text: 'sigmoid: each channel to 0 to 1' },
          { value: 'softmax', text: 'softmax: channels sum to 1' },
        ],
      },
      {
        name: 'outputChannels',
        label: 'Names of the output’s channels',
        kind: 'text',
        hint: 'With commas between them.',
        empty: 'channel 0, channel 1 …',
      },
      {
        name: 'outputGain',
        label: 'Gain after the network',
        kind: 'number',
        empty: '1',
        hint: 'For outputs that are images.',
      },
      {
        name: 'restoreRange',
        label: 'Back to the image’s range',
        kind: 'check',
        hint: 'Undoes the division by the type’s largest value, for outputs that are images.',
        when: isNormalised('type-range'),
      },
    ],
  },
  {
    title: 'Sizes and tiles',
    fields: [
      {
        name: 'sizeMultiple',
        label: 'Sides are multiples of (px)',
        kind: 'number',
        empty: '16',
      },
      {
        name: 'zMultiple',
        label: 'Planes are multiples of',
        kind: 'number',
        empty: 'as y and x',
        when: hasAxis('z'),
      },
      {
        name: 'blockPx',
        label: 'Fixed side of a block (px)',
        kind: 'number',
        empty: 'chosen',
      },
      {
        name: 'blockZ',
        label: 'Fixed planes of a block',
        kind: 'number',
        empty: 'chosen',
        when: hasAxis('z'),
      },
      {
        name: 'haloPx',
        label: 'Unreliable edge of a tile (px)',
        kind: 'number',
        empty: '0',
        hint: 'Pixels at each side that are computed and not used.',
      },
      {
        name: 'haloZ',
        label: 'Unreliable edge along z (planes)',
        kind: 'number',
        empty: 'as y and x',
        when: hasAxis('z'),
      },
      {
        name: 'outputScale',
        label: 'Output pixels per input pixel',
        kind: 'number',
        empty: 'as the graph says, else 1',
      },
      {
        name: 'outputScaleZ',
        label: 'Output planes per input plane',
        kind: 'number',
        empty: 'as y and x',
        when: hasAxis('z'),
      },
      {
        name: 'outputOffsetPx',
        label: 'Output pixels beyond that',
        kind: 'number',
        hint: 'Negative for networks that leave out their margin.',
        empty: 'as the graph says, else 0',
      },
    ],
  },
]

const fields = new Map(bareGroups.flatMap((group) => group.fields.map((one) => [one.name, one])))

/** The fields as they begin: what is suggested, else empty. */
export function typedFrom(suggestion: BareSettings): TypedSettings {
  const blank = [...fields.values()].map(
    ({ name, kind, options }) =>
      [name, kind === 'check' ? false : (options?.[0]?.value ?? '')] as const,
  )
  const suggested = Object.entries(suggestion).map(
    ([name, value]) => [name, typeof value === 'boolean' ? value : String(value)] as const,
  )
  return Object.fromEntries([...blank, ...suggested])
}

/** What the core is told; a name in `wrong` has a text that is no number. Settings unknown here pass unchanged. */
export function settingsFrom(
  typed: TypedSettings,
  suggestion: BareSettings,
): { readonly settings: BareSettings; readonly wrong: readonly string[] } {
  const settings: BareSettings = {}
  const wrong: string[] = []
  for (const [name, value] of Object.entries(typed)) {
    const kind = fields.get(name)?.kind
    if (kind === undefined) {
      const stated = suggestion[name]
      if (stated !== undefined) settings[name] = stated
    } else if (typeof value === 'boolean') {
      if (value || suggestion[name] !== undefined) settings[name] = value
    } else if (value.trim() !== '') {
      const number = numberFrom(value)
      if (kind !== 'number') settings[name] = value.trim()
      else if (number === null) wrong.push(name)
      else settings[name] = number
    }
  }
  return { settings, wrong }
}

/** A decimal comma counts as a point; null for what is no number. */
function numberFrom(text: string): number | null {
  const number = Number(text.trim().replace(',', '.'))
  return Number.isFinite(number) ? number : null
}

/** What is shown: what belongs to the choices made, and whatever has a value of its own. */
export function shownFields(group: BareGroup, typed: TypedSettings): readonly BareField[] {
  return group.fields.filter(
    ({ name, when }) =>
      when === undefined || when(typed) || (typed[name] !== '' && typed[name] !== false),
  )
}

/** Whether a person says otherwise than the suggestion. */
export function isTyped(
  value: string | boolean | undefined,
  suggested: string | number | boolean | undefined,
): boolean {
  return suggested !== undefined && String(value ?? '').trim() !== String(suggested)
}

/** `1 × 3 × ? × ?`: open sizes as question marks. */
export function shapeWords(shape: readonly (number | null)[]): string {
  return shape.length === 0 ? 'a single number' : shape.map((side) => side ?? '?').join(' × ')
}

const mostChannels = 64

/** `auto`, `luminance`, `all` or the index of a channel, from what a field gives. */
export function channelFrom(text: string): 'auto' | 'luminance' | 'all' | number {
  if (text === 'luminance' || text === 'all') return text
  const index = Number(text)
  return text !== '' && Number.isInteger(index) && index >= 0 && index < mostChannels
    ? index
    : 'auto'
}
