/** The reliability diagram: how often a class named with some probability is the true one, a panel per tool. */
import * as Plot from './grammar.ts'
import type { ComparedTool } from '../../../src-main/contract/comparison.ts'
import type { Classification } from '../../../src-main/contract/confusion.ts'
import { countOf } from '../../words/numbers.ts'
import { toolLook } from '../../words/tool-look.ts'
import { calibrationOf } from './calibration.ts'

const panelPx = 250
/** Below the axis' zero: the images that are wrong, and under them the numbers of images. */
const wrongAt = -0.06
const rightAt = 1.06
const countsAt = -0.17

/** Null where no tool gave a probability. */
export function calibrationPlot(
  tools: readonly ComparedTool[],
  classification: Classification,
  unit: 'image' | 'sample',
) {
  const panels = tools.flatMap((tool, index) => {
    const found = calibrationOf(classification, tool.key)
    const look = toolLook(tool.role === 'reference' ? null : index)
    return found ? [{ key: tool.key, name: tool.name, ...look, ...found }] : []
  })
  if (panels.length === 0) return null
  const names = new Map(panels.map(({ key, name }) => [key, name]))
  const bins = panels.flatMap(({ key, name, color, symbol, bins: own }) =>
    own.map((bin) => ({ key, name, color, symbol, ...bin })),
  )
  const said = panels.flatMap(({ key, color, said: own }) =>
    own.map((one) => ({ key, color, ...one, at: one.isTrue ? rightAt : wrongAt })),
  )
  const counts = panels
    .map(({ name, said: own, left }) => {
      const without = left === 0 ? '' : `, ${left} without a probability left out`
      return `${name} ${countOf(own.length, 'image')}${without}`
    })
    .join('; ')
  const independent =
    unit === 'sample'
      ? ' Images of one sample are not independent: the true uncertainty is larger.'
      : ''
  return {
    id: 'calibration',
    title: 'Do the probabilities come true',
    caption: `Share of images that are of the class named, against the probability that the tool gave that class: marks at the mean of each tenth (l, u] with Wilson's 95 % interval; at the foot the number of images of that tenth; small dots are single images, above where the class is the true one, below where it is not. On the dashed line a tool is right as often as it says; below it, it promises too much. The metric ece of two classes looks at the probability of the positive class instead, so it need not follow from this figure. ${counts}.${independent}`,
    table: {
      head: [
        'Tool',
        'Probability over',
        'up to',
        'Images',
        'Mean probability',
        'Share true',
        'from',
        'to',
      ],
      rows: bins.map((bin) => [
        bin.name,
        bin.from,
        bin.to,
        bin.n,
        bin.meanProbability,
        bin.share,
        bin.lower,
        bin.upper,
      ]),
    },
    draw: (width: number): Plot.Drawn => {
      const columns = Math.max(1, Math.min(panels.length, Math.floor((width - 60) / 190)))
      const rows = Math.ceil(panels.length / columns)
      const across = Math.min(width, 60 + panelPx * columns)
      const side = (across - 60) / columns
      const place = new Map(
        panels.map(({ key }, index) => [
          key,
          { fx: index % columns, fy: Math.floor(index / columns) },
        ]),
      )
      const facet = {
        fx: ({ key }: { readonly key: string }) => place.get(key)!.fx,
        fy: ({ key }: { readonly key: string }) => place.get(key)!.fy,
      }
      return Plot.plot({
        width: across,
        height: 88 + side * rows,
        marginTop: 48,
        marginLeft: 52,
        marginBottom: 40,
        marginRight: 12,
        fx: { axis: null, padding: 0.16 },
        fy: { axis: null, padding: 0.16 },
        x: { label: 'Probability given', domain: [0, 1], ticks: [0, 0.5, 1] },
        y: {
          label: 'Share that is true, on the line is best',
          domain: [-0.24, 1.1],
          ticks: [0, 0.2, 0.4, 0.6, 0.8, 1],
          grid: true,
        },
        marks: [
          Plot.link(panels, {
            ...facet,
            x1: 0,
            y1: 0,
            x2: 1,
            y2: 1,
            stroke: 'var(--control-line)',
            strokeDasharray: '4,3',
          }),
          Plot.dot(said, {
            ...facet,
            x: 'probability',
            y: 'at',
            r: 1.6,
            fill: 'color',
            fillOpacity: 0.5,
          }),
          Plot.ruleX(bins, {
            ...facet,
            x: 'meanProbability',
            y1: 'lower',
            y2: 'upper',
            stroke: 'color',
            strokeWidth: 1.5,
          }),
          Plot.dot(bins, {
            ...facet,
            x: 'meanProbability',
            y: 'share',
            symbol: 'symbol',
            fill: 'color',
            r: 4,
          }),
          Plot.text(bins, {
            ...facet,
            x: ({ from, to }: { readonly from: number; readonly to: number }) => (from + to) / 2,
            y: countsAt,
            text: 'n',
            fontSize: 10,
            fill: 'var(--ink-soft)',
          }),
          Plot.text(panels, {
            ...facet,
            frameAnchor: 'top',
            dy: -16,
            text: ({ key }: { readonly key: string }) => cut(names.get(key)!, side / 7.5),
            fill: 'var(--ink)',
          }),
        ],
      })
    },
  }
}

function cut(name: string, letters: number): string {
  return name.length <= letters ? name : `${name.slice(0, Math.max(5, Math.floor(letters) - 1))}…`
}
