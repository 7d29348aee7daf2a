/** The marks of a plot as SVG, panel by panel. */
import { markerPath } from '../../words/tool-look.ts'
import { look, read, type Channel, type Datum, type Mark, type MarkOptions } from './marks.ts'
import { along, isIn, type Panel, type PlotOptions } from './panel.ts'
import { element, px, words } from './svg.ts'

function paint(datum: Datum, options: MarkOptions) {
  return {
    stroke: look(datum, options.stroke),
    'stroke-width': options.strokeWidth,
    'stroke-opacity': options.strokeOpacity,
    'stroke-dasharray': options.strokeDasharray,
    'fill-opacity': options.fillOpacity,
  }
}

export function drawn(mark: Mark, panel: Panel, plotOptions: PlotOptions): SVGElement[] {
  const { kind, options } = mark
  const data = mark.data.filter((datum) => isIn(datum, options, panel))
  if (kind === 'line' || kind === 'area') return curves(kind, data, options, panel)
  return data.flatMap((datum) => {
    const made = shapes[kind](datum, options, panel, plotOptions)
    return made ? [made] : []
  })
}

type Draw = (datum: Datum, options: MarkOptions, panel: Panel, of: PlotOptions) => SVGElement | null

const placed = (...numbers: readonly number[]) => numbers.every(Number.isFinite)

const shapes: Readonly<Record<Exclude<Mark['kind'], 'line' | 'area' | 'tip'>, Draw>> & {
  readonly tip: Draw
} = {
  tip: () => null,
  dot(datum, options, panel, { r: radii }) {
    const { x, y } = anchor(datum, options, panel)
    const given = Number(read(datum, options.r) ?? 3)
    const r = radii && typeof options.r === 'string' ? areaRadius(given, radii) : given
    if (!placed(x, y)) return null
    const scale = r / 4
    return element('path', {
      d: markerPath(look(datum, options.symbol) ?? 'circle'),
      transform: `translate(${px(x)} ${px(y)}) scale(${px(scale, 3)})`,
      ...paint(datum, options),
      ...(options.stroke ? { 'vector-effect': 'non-scaling-stroke' } : {}),
      fill: look(datum, options.fill) ?? 'none',
    })
  },
  ruleX(datum, options, panel) {
    const x = along('x', datum, options.x, panel) + (options.dx ?? 0)
    const y1 = options.y1 === undefined ? panel.bottom : along('y', datum, options.y1, panel)
    const y2 = options.y2 === undefined ? panel.top : along('y', datum, options.y2, panel)
    if (!placed(x, y1, y2)) return null
    return element('line', {
      x1: x,
      x2: x,
      y1,
      y2,
      stroke: 'currentColor',
      ...solid(datum, options),
    })
  },
  ruleY(datum, options, panel) {
    const y = along('y', datum, options.y, panel) + (options.dy ?? 0)
    const x1 = options.x1 === undefined ? panel.left : along('x', datum, options.x1, panel)
    const x2 = options.x2 === undefined ? panel.right : along('x', datum, options.x2, panel)
    if (!placed(y, x1, x2)) return null
    return element('line', {
      x1,
      x2,
      y1: y,
      y2: y,
      stroke: 'currentColor',
      ...solid(datum, options),
    })
  },
  rect(datum, options, panel) {
    const { x1, x2, y, y1, y2, inset = 0 } = options
    const left = x1 === undefined ? panel.left : along('x', datum, x1, panel)
    const right = x2 === undefined ? panel.right : along('x', datum, x2, panel)
    const from = y1 === undefined ? panel.y.at(0) : along('y', datum, y1, panel)
    const to = along('y', datum, y2 ?? y, panel)
    if (!placed(left, right, from, to)) return null
    return element('rect', {
      x: left + inset,
      width: Math.max(0, right - left - 2 * inset),
      y: Math.min(from, to),
      height: Math.abs(to - from),
      ...paint(datum, options),
      fill: look(datum, options.fill),
    })
  },
  link(datum, options, panel) {
    const [x1, x2] = [options.x1, options.x2].map((one) => along('x', datum, one, panel))
    const [y1, y2] = [options.y1, options.y2].map((one) => along('y', datum, one, panel))
    if (!placed(x1!, x2!, y1!, y2!)) return null
    const d = `M${px(x1!)},${px(y1!)}L${px(x2!)},${px(y2!)}`
    return element('path', { d, fill: 'none', ...paint(datum, options) })
  },
  cell(datum, options, panel) {
    const [x, y] = [along('x', datum, options.x, panel), along('y', datum, options.y, panel)]
    if (!placed(x, y)) return null
    const { inset = 0 } = options
    const [width, height] = [panel.x.bandPx - 2 * inset, panel.y.bandPx - 2 * inset]
    const box = { x: x - width / 2, y: y - height / 2, width, height }
    return element('rect', { ...box, ...paint(datum, options), fill: look(datum, options.fill) })
  },
  text(datum, options, panel) {
    const { x, y } = anchor(datum, options, panel)
    const content = read(datum, options.text)
    if (!placed(x, y) || content === null || content === undefined || content === '') return null
    const made = words(
      String(content),
      {
        ...{ x, y, 'text-anchor': options.textAnchor, fill: look(datum, options.fill) },
        ...{ 'font-size': options.fontSize, 'font-weight': options.fontWeight },
      },
      options.lineHeight,
    )
    const first = made.firstElementChild
    // Centred on its place also upright.
    if (first) first.setAttribute('dy', `${Number.parseFloat(first.getAttribute('dy')!) + 0.32}em`)
    else made.setAttribute('dy', '0.32em')
    return made
  },
}

const solid = (datum: Datum, options: MarkOptions) =>
  Object.fromEntries(
    Object.entries(paint(datum, options)).filter(([, value]) => value !== undefined),
  )

function anchor(datum: Datum, options: MarkOptions, panel: Panel) {
  const { dx = 0, dy = 0, frameAnchor } = options
  if (frameAnchor === 'top') return { x: (panel.left + panel.right) / 2 + dx, y: panel.top + dy }
  if (frameAnchor === 'bottom-left') return { x: panel.left + dx, y: panel.bottom + dy }
  return {
    x: along('x', datum, options.x, panel) + dx,
    y: along('y', datum, options.y, panel) + dy,
  }
}

/** Areas tell the value, not radii. */
function areaRadius(value: number, { range, domain }: NonNullable<PlotOptions['r']>): number {
  return range[1] * Math.sqrt(Math.max(0, value) / domain[1])
}

/** One per value of `z`; a point without a place parts the line. */
function curves(
  kind: 'line' | 'area',
  data: readonly Datum[],
  options: MarkOptions,
  panel: Panel,
): SVGElement[] {
  const groups = Map.groupBy(data, (datum) => read(datum, options.z))
  return [...groups.values()].map((group) => {
    const order = options.sort
    const points = order
      ? group.toSorted((a, b) => Number(read(a, order)) - Number(read(b, order)))
      : group
    const path = (datumY: Channel | undefined, some: readonly Datum[]) =>
      some
        .map((datum) => [along('x', datum, options.x, panel), along('y', datum, datumY, panel)])
        .reduce(
          ({ d, isDown }, [x, y]) =>
            placed(x!, y!)
              ? { d: `${d}${isDown ? 'L' : 'M'}${px(x!)},${px(y!)}`, isDown: true }
              : { d, isDown: false },
          { d: '', isDown: false },
        ).d
    const d =
      kind === 'line'
        ? path(options.y, points)
        : `${path(options.y2, points)}${path(options.y1, points.toReversed()).replace('M', 'L')}Z`
    const fill = kind === 'line' ? 'none' : look(points[0]!, options.fill)
    return element('path', { d, ...paint(points[0]!, options), fill })
  })
}
