/** Which true objects are found, by their size. */
import * as Plot from '../plots/grammar.ts'
import type { ComparedTool } from '../../../src-main/contract/comparison.ts'
import type { SizeClass } from '../../../src-main/contract/evidence.ts'
import { countOf } from '../../words/numbers.ts'
import { legendBelow, looksOf, plotted, type EvidencePlot } from './plot-shape.ts'

/** In pixels, or in micrometres where a pixel's side is given. */
export function classWords(
  { fromPx, toPx }: Pick<SizeClass, 'fromPx' | 'toPx'>,
  pixelUm: number | null = null,
): string {
  const shown = (px: number): string => (px * (pixelUm ?? 1)).toFixed(1)
  return toPx === null ? `${shown(fromPx)} and more` : `${shown(fromPx)} to ${shown(toPx)}`
}

/** Null with fewer than two classes. */
export function recallPlot(
  tools: readonly ComparedTool[],
  classes: readonly SizeClass[],
  pixelUm: number | null = null,
): EvidencePlot | null {
  if (classes.length < 2) return null
  const looks = looksOf(tools)
  const shares = classes.flatMap((one) =>
    tools.flatMap(({ key }) => {
      const own = one.tools[key]
      const look = looks.get(key)
      return own && look ? [{ size: classWords(one, pixelUm), ...own, ...look }] : []
    }),
  )
  const unit = pixelUm === null ? 'px' : 'µm'
  const images = Math.max(...classes.map((one) => one.images))
  const objects = classes.reduce((sum, one) => sum + one.objects, 0)
  return {
    id: 'recall-by-size',
    title: 'Which objects are found, by size',
    caption: `Share of the true objects that are matched, by their equivalent diameter in ${pixelUm === null ? 'pixels (their size is not known, or differs between axes)' : `µm (${pixelUm} µm a pixel)`}, with Wilson's 95 % interval; ${countOf(objects, 'object')} in up to ${countOf(images, 'image')}. Objects of one image are not independent: the true uncertainty is larger.`,
    table: {
      head: [`Diameter (${unit})`, 'Tool', 'Found', 'of', 'Share', 'from', 'to'],
      rows: shares.map(({ size, full, found, of, share, lower, upper }) => [
        size,
        full,
        found,
        of,
        share,
        lower,
        upper,
      ]),
    },
    draw: (width) => {
      const wide = Math.min(width, 140 + 120 * classes.length)
      const legend = legendBelow(looks, wide)
      return plotted({
        width: wide,
        height: 320 + legend.height,
        marginBottom: 48 + legend.height,
        marginLeft: 48,
        fx: {
          domain: classes.map((one) => classWords(one, pixelUm)),
          label: `Equivalent diameter (${unit})`,
        },
        x: {
          type: 'point',
          domain: tools.map(({ key }) => looks.get(key)!.name),
          axis: null,
          padding: 0.7,
        },
        y: {
          label: 'Share found, higher is better',
          grid: true,
          domain: [0, 1],
        },
        marks: [
          Plot.ruleX(shares, {
            fx: 'size',
            x: 'name',
            y1: 'lower',
            y2: 'upper',
            stroke: 'color',
            strokeWidth: 1.5,
          }),
          Plot.dot(shares, {
            fx: 'size',
            x: 'name',
            y: 'share',
            symbol: 'symbol',
            fill: 'color',
            r: 4.5,
          }),
          ...legend.marks,
        ],
      })
    },
  }
}
