/** What a plot is asked for, and the panels that it is laid out in: one, or one per facet. Pure. */
import { read, type Channel, type Datum, type Mark, type MarkOptions } from './marks.ts'
import { bandScale, linearScale, pointScale, type Scale, type Value } from './scales.ts'

export interface Axis {
  readonly type?: 'point' | 'linear'
  readonly domain?: readonly Value[]
  readonly label?: string | null
  /** Without axis, or above. */
  readonly axis?: null | 'top'
  readonly ticks?: number | readonly number[]
  readonly tickFormat?: 'd' | ((tick: string) => string)
  readonly tickSize?: number
  readonly tickRotate?: number
  readonly grid?: boolean
  readonly nice?: boolean
  readonly padding?: number
}

export interface PlotOptions {
  readonly width: number
  readonly height: number
  readonly marginTop?: number
  readonly marginRight?: number
  readonly marginBottom?: number
  readonly marginLeft?: number
  readonly x?: Axis
  readonly y?: Axis
  readonly fx?: Axis
  readonly fy?: Axis
  /** Radii by area: 0 to the larger end of `range` for 0 to the larger end of `domain`. */
  readonly r?: {
    readonly range: readonly [number, number]
    readonly domain: readonly [number, number]
  }
  readonly marks: readonly Mark[]
}

export type Direction = 'x' | 'y'
export interface Frame {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}
export interface Panel extends Frame {
  readonly fx: Value | undefined
  readonly fy: Value | undefined
  readonly x: Scale
  readonly y: Scale
}

export function facetScale(
  name: 'fx' | 'fy',
  options: PlotOptions,
  range: readonly [number, number],
): Scale | null {
  const names = options[name]?.domain ?? [...valuesOf(options.marks, [name])]
  return names.length === 0 ? null : bandScale(names, range, options[name]?.padding ?? 0.1)
}

export function panelsOf(
  options: PlotOptions,
  frame: Frame,
  fx: Scale | null,
  fy: Scale | null,
): Panel[] {
  const used = options.marks.flatMap(({ data, options: { fx, fy } }) =>
    data.map((datum) => JSON.stringify([read(datum, fx), read(datum, fy)])),
  )
  const panels: Panel[] = []
  for (const down of fy?.ticks ?? [undefined])
    for (const across of fx?.ticks ?? [undefined]) {
      // A grid of facets may end before its last row does.
      if (fx && fy && !used.includes(JSON.stringify([across, down]))) continue
      const [left, right] = sides(fx, across, [frame.left, frame.right])
      const [top, bottom] = sides(fy, down, [frame.top, frame.bottom])
      panels.push({
        ...{ left, right, top, bottom, fx: across, fy: down },
        x: scaleOf('x', options, [left, right]),
        y: scaleOf('y', options, [bottom, top]),
      })
    }
  return panels
}

function sides(scale: Scale | null, at: Value | undefined, all: readonly [number, number]) {
  if (!scale || at === undefined) return all
  const middle = scale.at(at)
  return [middle - scale.bandPx / 2, middle + scale.bandPx / 2] as const
}

function scaleOf(
  direction: Direction,
  options: PlotOptions,
  range: readonly [number, number],
): Scale {
  const { type, domain, nice, ticks, padding } = options[direction] ?? {}
  const values = domain ?? [
    ...valuesOf(options.marks, [direction, `${direction}1`, `${direction}2`]),
  ]
  const isNamed = values.some((value) => typeof value === 'string')
  const isCells = options.marks.some(({ kind }) => kind === 'cell')
  if (type === 'point' || (isNamed && !isCells)) {
    // Along y the first name stands on top.
    const along = direction === 'y' ? ([range[1], range[0]] as const) : range
    return pointScale(values, along, padding)
  }
  if (isNamed) {
    const along = direction === 'y' ? ([range[1], range[0]] as const) : range
    return bandScale(values, along, padding)
  }
  const numbers = values.filter((value) => typeof value === 'number')
  const ends = [Math.min(...numbers), Math.max(...numbers)] as const
  return linearScale(numbers.length === 0 ? [0, 1] : ends, range, { nice, ticks })
}

/** All values of some channels, in the order of the data. */
function valuesOf(marks: readonly Mark[], names: readonly string[]): Set<Value> {
  const found = new Set<Value>()
  for (const { kind, data, options } of marks)
    for (const datum of data) {
      if (typeof datum === 'number') {
        if (kind === `rule${names[0]!.toUpperCase()}`) found.add(datum)
        continue
      }
      for (const name of names) {
        const value = read(datum, options[name as 'x'])
        if (typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value)))
          found.add(value)
      }
    }
  return found
}

/** In the panel's facet, or in all where the mark knows none. */
export function isIn(datum: Datum, { fx, fy }: MarkOptions, panel: Panel): boolean {
  const matches = (channel: Channel | undefined, value: Value | undefined) =>
    channel === undefined || value === undefined || read(datum, channel) === value
  return matches(fx, panel.fx) && matches(fy, panel.fy)
}

export function along(
  direction: Direction,
  datum: Datum,
  channel: Channel | undefined,
  panel: Panel,
): number {
  const value = typeof datum === 'number' ? datum : read(datum, channel)
  return value === null || value === undefined ? Number.NaN : panel[direction].at(value)
}

/** Where a datum is drawn, in the first panel that shows it. */
export function pointOf(datum: Datum, options: MarkOptions, panels: readonly Panel[]) {
  const panel = panels.find((one) => isIn(datum, options, one))
  if (!panel) return null
  return { x: along('x', datum, options.x, panel), y: along('y', datum, options.y, panel) }
}
