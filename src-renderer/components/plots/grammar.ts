/** The words that plots are written in: the plot, and its marks. */
export { plot } from './plot.ts'
export { areaY, cell, dot, lineY, link, rectY, ruleX, ruleY, text, tip } from './marks.ts'
export type { Mark } from './marks.ts'
export type { PlotOptions } from './panel.ts'
export type { Drawn } from './svg.ts'
