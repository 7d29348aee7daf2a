/** What all plots of the evidence share: a drawing, and the same numbers as a table. */
import * as Plot from '../plots/grammar.ts'
import type { ComparedTool } from '../../../src-main/contract/comparison.ts'
import { toolLook } from '../../words/tool-look.ts'

export interface PlotTable {
  readonly head: readonly string[]
  readonly rows: readonly (readonly (string | number | null)[])[]
}

export interface EvidencePlot {
  readonly title: string
  /** What is drawn, with n and method. */
  readonly caption: string
  /** For file names. */
  readonly id: string
  readonly table: PlotTable
  /** All that is drawn, where the table is a summary of it: what a CSV file holds. */
  readonly points?: PlotTable
  draw(width: number): Plot.Drawn
}

/** Look of the tools by key; the reference is gray. */
export function looksOf(tools: readonly ComparedTool[]) {
  const labels = shortNames(tools.map(({ name }) => name))
  return new Map(
    tools.map((tool, index) => [
      tool.key,
      {
        name: labels[index]!,
        full: tool.name,
        ...toolLook(tool.role === 'reference' ? null : index),
      },
    ]),
  )
}

const longestLabel = 22

/** Names as they fit beside a plot; two that would read alike are numbered. */
export function shortNames(names: readonly string[]): string[] {
  const short = names.map((name) =>
    name.length > longestLabel ? `${name.slice(0, longestLabel - 1)}…` : name,
  )
  return short.map((name, index) =>
    short.filter((other) => other === name).length > 1 ? `${index + 1}. ${name}` : name,
  )
}

const legendWidth = 170
const legendHeight = 20

/** The tools with their markers under a plot, inside it, so that a saved file says which is which. */
export function legendBelow(
  looks: ReturnType<typeof looksOf>,
  width: number,
): { readonly marks: Plot.Mark[]; readonly height: number } {
  const perRow = Math.max(1, Math.floor((width - 60) / legendWidth))
  const rows = Math.ceil(looks.size / perRow)
  const marks = [...looks.values()].flatMap((look, index) => {
    const dx = 6 + (index % perRow) * legendWidth
    const dy = 48 + Math.floor(index / perRow) * legendHeight
    const place = { frameAnchor: 'bottom-left', facet: 'super', dx, dy } as const
    return [
      Plot.dot([look], { ...place, symbol: 'symbol', fill: look.color, r: 4 }),
      Plot.text([look], {
        ...place,
        dx: dx + 9,
        text: 'name',
        textAnchor: 'start',
        lineAnchor: 'middle',
      }),
    ]
  })
  return { marks, height: rows * legendHeight }
}

export const plotted = Plot.plot
