/**
 * What a plot is made of. A channel is the name of a field, a function of the datum, or a constant; colours and
 * symbols may be constants too. Options as in Observable's Plot, as far as the plots here need them.
 */

export type Datum = object | number
// Fields are looked up by name; each mark is made for its own data.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Channel = string | number | ((datum: any) => string | number | null)

export interface MarkOptions {
  readonly x?: Channel
  readonly y?: Channel
  readonly x1?: Channel
  readonly x2?: Channel
  readonly y1?: Channel
  readonly y2?: Channel
  readonly fx?: Channel
  readonly fy?: Channel
  /** One line or area per value. */
  readonly z?: Channel
  /** Order of the points of a line. */
  readonly sort?: string
  /** px; a field is scaled by the plot's `r`. */
  readonly r?: Channel
  readonly symbol?: string
  readonly text?: Channel
  /** Of a tip. */
  readonly title?: Channel
  readonly fill?: string
  readonly fillOpacity?: number
  readonly stroke?: string
  readonly strokeWidth?: number
  readonly strokeOpacity?: number
  readonly strokeDasharray?: string
  readonly fontSize?: number
  readonly fontWeight?: number
  readonly lineHeight?: number
  readonly textAnchor?: 'start' | 'middle' | 'end'
  readonly lineAnchor?: 'middle'
  readonly dx?: number
  readonly dy?: number
  readonly inset?: number
  /** In the frame of a facet, or with facet `super` of the whole. */
  readonly frameAnchor?: 'top' | 'bottom-left'
  readonly facet?: 'super'
  /** Of a tip: how near the pointer must be, px. */
  readonly maxRadius?: number
}

export type MarkKind =
  'dot' | 'line' | 'area' | 'ruleX' | 'ruleY' | 'rect' | 'link' | 'cell' | 'text' | 'tip'

export interface Mark {
  readonly kind: MarkKind
  readonly data: readonly Datum[]
  readonly options: MarkOptions
}

const markOf =
  (kind: MarkKind) =>
  (data: readonly Datum[], options: MarkOptions = {}): Mark => ({ kind, data, options })

export const dot = markOf('dot')
export const lineY = markOf('line')
export const areaY = markOf('area')
export const ruleX = markOf('ruleX')
export const ruleY = markOf('ruleY')
export const rectY = markOf('rect')
export const link = markOf('link')
export const cell = markOf('cell')
export const text = markOf('text')
/** A note at the datum next to the pointer; the plot's `value` is that datum. */
export const tip = markOf('tip')

/** The value of a channel; undefined where the datum has none. */
export function read(
  datum: Datum,
  channel: Channel | undefined,
): string | number | null | undefined {
  if (typeof channel === 'function') return channel(datum)
  if (typeof channel !== 'string') return channel
  return (datum as Readonly<Record<string, string | number | null | undefined>>)[channel]
}

/** A colour or symbol: of the datum where it has such a field, else as it stands. */
export function look(datum: Datum, name: string | undefined): string | undefined {
  if (name === undefined || typeof datum !== 'object' || !(name in datum)) return name
  return String((datum as Readonly<Record<string, unknown>>)[name])
}
