/**
 * A small drawing of data as SVG: axes, grids, facets side by side, and the marks of `marks.ts` in their order.
 * Our own because the plots here need a twentieth of what a plotting library brings to the pages.
 */
import { axesOf, gridOf } from './axes.ts'
import { drawn } from './draw-marks.ts'
import type { Mark } from './marks.ts'
import { facetScale, panelsOf, pointOf, type PlotOptions } from './panel.ts'
import { element, type Drawn } from './svg.ts'
import { addTip } from './tip.ts'

export function plot(options: PlotOptions): Drawn {
  const { width, height, marks } = options
  const { marginTop = 28, marginRight = 20, marginBottom = 44, marginLeft = 40 } = options
  const svg: Drawn = element('svg', {
    ...{ width, height, viewBox: `0 0 ${width} ${height}`, overflow: 'visible' },
    ...{ fill: 'currentColor', 'font-family': 'var(--font)', 'font-size': 'var(--text-12)' },
  })
  const frame = {
    ...{ left: marginLeft, right: width - marginRight },
    ...{ top: marginTop, bottom: height - marginBottom },
  }
  const fx = facetScale('fx', options, [frame.left, frame.right])
  const fy = facetScale('fy', options, [frame.top, frame.bottom])
  const panels = panelsOf(options, frame, fx, fy)
  for (const panel of panels) svg.append(...gridOf(panel, options))
  svg.append(...axesOf(panels, frame, options, fx))
  for (const mark of marks) {
    if (mark.kind === 'tip') continue
    const group = element('g', { 'aria-label': groupNames[mark.kind] ?? mark.kind })
    const places = mark.options.facet === 'super' ? [{ ...panels[0]!, ...frame }] : panels
    for (const panel of places) group.append(...drawn(mark, panel, options))
    svg.append(group)
  }
  const tip = marks.find(({ kind }) => kind === 'tip')
  if (tip) addTip(svg, tip, (datum) => pointOf(datum, tip.options, panels))
  return svg
}

const groupNames: Partial<Record<Mark['kind'], string>> = { ruleX: 'rule', ruleY: 'rule' }
