/** Ticks, their words, names of axes and facets, and the grid behind the data. */
import type { Axis, Frame, Panel, PlotOptions } from './panel.ts'
import type { Scale, Value } from './scales.ts'
import { element, words } from './svg.ts'

const tickPx = 6

export function gridOf(
  { left, right, top, bottom, x, y }: Panel,
  options: PlotOptions,
): SVGElement[] {
  const line = (ends: Readonly<Record<string, number>>) =>
    element('line', { ...ends, stroke: 'currentColor', 'stroke-opacity': 0.1 })
  return [
    ...(options.y?.grid ? y.ticks : []).map((tick) => {
      const at = y.at(tick)
      return line({ x1: left, x2: right, y1: at, y2: at })
    }),
    ...(options.x?.grid ? x.ticks : []).map((tick) => {
      const at = x.at(tick)
      return line({ x1: at, x2: at, y1: top, y2: bottom })
    }),
  ]
}

export function axesOf(
  panels: readonly Panel[],
  frame: Frame,
  { x = {}, y = {}, fx = {}, marginLeft = 40 }: PlotOptions,
  fxScale: Scale | null,
): SVGElement[] {
  const parts: SVGElement[] = []
  for (const panel of panels) {
    const isLowest = !panels.some((other) => other.fx === panel.fx && other.top > panel.top)
    const isFirst = !panels.some((other) => other.fy === panel.fy && other.left < panel.left)
    if (isLowest && x.axis !== null) parts.push(...ticksAlongX(panel, x))
    if (isFirst && y.axis !== null) parts.push(...ticksAlongY(panel, y))
  }
  // Names of facets stand where the ticks of x do not.
  const facetsBelow = x.axis === null
  if (fxScale && fx.axis !== null)
    for (const name of fxScale.ticks)
      parts.push(
        words(String(name), {
          x: fxScale.at(name),
          y: facetsBelow ? frame.bottom + 16 : frame.top - 8,
        }),
      )
  const below = { x: frame.right, y: frame.bottom + 36, 'text-anchor': 'end' } as const
  if (x.label) parts.push(words(x.label, below))
  if (fx.label && facetsBelow) parts.push(words(fx.label, below))
  if (y.label)
    parts.push(words(y.label, { x: frame.left - marginLeft + 2, y: 12, 'text-anchor': 'start' }))
  return parts
}

function ticksAlongX({ left, right, top, bottom, x }: Panel, axis: Axis): SVGElement[] {
  const isTop = axis.axis === 'top'
  const edge = isTop ? top : bottom
  const away = isTop ? -1 : 1
  const size = axis.tickSize ?? tickPx
  const roomPx = (right - left) / Math.max(1, x.ticks.length)
  const shown = x.ticks.map((tick) => tickWords(tick, x, axis))
  const isTight = typeof x.ticks[0] === 'number' && shown.some((word) => word.length * 7 > roomPx)
  return x.ticks.flatMap((tick, index) => {
    const at = x.at(tick)
    if (isTight && index % 2 === 1) return []
    const mark = { x1: at, x2: at, y1: edge, y2: edge + away * size }
    const place = { x: at, y: edge + away * (size + (isTop ? 4 : 12)) }
    const turn = axis.tickRotate
    const turned = turn
      ? { transform: `rotate(${turn} ${place.x} ${place.y})`, 'text-anchor': 'start' }
      : {}
    return [
      ...(size > 0 ? [element('line', { ...mark, stroke: 'currentColor' })] : []),
      words(shown[index]!, { ...place, ...turned }),
    ]
  })
}

function ticksAlongY({ left, y }: Panel, axis: Axis): SVGElement[] {
  const size = axis.tickSize ?? tickPx
  return y.ticks.flatMap((tick) => {
    const at = y.at(tick)
    const mark = { x1: left - size, x2: left, y1: at, y2: at }
    return [
      ...(size > 0 ? [element('line', { ...mark, stroke: 'currentColor' })] : []),
      words(tickWords(tick, y, axis), {
        ...{ x: left - size - 4, y: at, dy: '0.32em', 'text-anchor': 'end' },
      }),
    ]
  })
}

function tickWords(tick: Value, scale: Scale, { tickFormat }: Axis): string {
  if (typeof tickFormat === 'function') return tickFormat(String(tick))
  if (tickFormat === 'd') return Number.isInteger(tick) ? String(tick) : ''
  return scale.words(tick)
}
