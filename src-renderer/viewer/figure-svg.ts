/**
 * The view as an SVG figure: every pane a picture within it; names, scale bar and what a reader must know as
 * text that a drawing program can change. Loaded when one is asked for.
 */
import { captionLines, lineHeight, lineStrokes, margin } from './figure.ts'
import type { FigureFacts, FigureView } from './figure.ts'
import type { FigureLine } from './figure-lines.ts'
import type { PaneRect } from './pane-grid.ts'

export interface SvgFigure {
  /** CSS px of the panes together; the caption stands below. */
  readonly width: number
  readonly height: number
  readonly title: string
  readonly pictures: readonly { readonly rect: PaneRect; readonly address: string }[]
  readonly names: readonly {
    readonly text: string
    readonly x: number
    readonly y: number
    readonly at: 'start' | 'end'
  }[]
  /** Over the pictures. */
  readonly marks: readonly FigureLine[]
  readonly bar: { readonly rect: PaneRect; readonly lengthPx: number; readonly text: string } | null
  readonly lines: readonly string[]
}

/** Throws where the browser draws no pictures. */
export function figureSvg(view: FigureView, facts: FigureFacts): Blob {
  const { picture, devicePx, placed, bar } = view
  const width = picture.width / devicePx
  const first = placed[0]?.rect
  const text = svgText({
    ...{ width, height: picture.height / devicePx, title: facts.what },
    pictures: [...new Set(placed.map(({ rect }) => rect))].map((rect) => ({
      ...{ rect, address: cutOut(picture, rect, devicePx) },
    })),
    names: placed.flatMap(({ pane, rect, title }) =>
      title
        ? [
            {
              text: pane.title,
              x: title === 'left' ? rect.left + 12 : rect.left + rect.width - 12,
              y: rect.top + 20,
              at: title === 'left' ? ('start' as const) : ('end' as const),
            },
          ]
        : [],
    ),
    marks: view.lines,
    bar: bar && first ? { ...bar, rect: first } : null,
    lines: captionLines(view, facts, width),
  })
  return new Blob([text], { type: 'image/svg+xml' })
}

/** Well-formed whatever the names contain. Pure. */
export function svgText(figure: SvgFigure): string {
  const { width, lines, names, marks, pictures, bar } = figure
  const height = figure.height + lines.length * lineHeight + 2 * margin
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" font-family="Inter, Helvetica, Arial, sans-serif" font-size="13">`,
    `<title>${escaped(figure.title)}</title>`,
    `<desc>${escaped(lines.join('. '))}</desc>`,
    `<rect width="${width}" height="${height}" fill="white"/>`,
    ...pictures.map(
      ({ rect, address }) =>
        `<image x="${rect.left}" y="${rect.top}" width="${rect.width}" height="${rect.height}" preserveAspectRatio="none" href="${escaped(address)}"/>`,
    ),
    ...lineStrokes.flatMap(([lineWidth, colour]) =>
      marks.map(
        ({ from, to }) =>
          `<line x1="${from.x}" y1="${from.y}" x2="${to.x}" y2="${to.y}" stroke="${colour}" stroke-width="${lineWidth}"/>`,
      ),
    ),
    ...names.map(
      ({ text, x, y, at }) =>
        `<text x="${x}" y="${y}" text-anchor="${at}" ${onImage}>${escaped(text)}</text>`,
    ),
    ...(bar ? scaleBarOf(bar) : []),
    ...lines.map(
      (line, index) =>
        `<text x="${margin}" y="${figure.height + margin + (index + 0.75) * lineHeight}" fill="black">${escaped(line)}</text>`,
    ),
    '</svg>',
    '',
  ].join('\n')
}

/** White with a dark rim, so that it is read on any picture. */
const onImage = 'fill="white" stroke="#141414" stroke-width="3" paint-order="stroke"'

function scaleBarOf({ rect, lengthPx, text }: NonNullable<SvgFigure['bar']>): string[] {
  const left = rect.left + 12
  const top = rect.top + rect.height - 28
  return [
    `<rect x="${left}" y="${top}" width="${lengthPx}" height="3" ${onImage}/>`,
    `<text x="${left}" y="${top + 19}" ${onImage}>${escaped(text)}</text>`,
  ]
}

/** Characters that XML 1.0 does not allow are left out. Pure. */
function escaped(text: string): string {
  return text

    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

function cutOut(picture: HTMLCanvasElement, rect: PaneRect, devicePx: number): string {
  const [width, height] = [rect.width, rect.height].map((side) => Math.round(side * devicePx))
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const context = canvas.getContext('2d')
  if (!context) throw new Error('This browser draws no pictures.')
  context.drawImage(picture, -Math.round(rect.left * devicePx), -Math.round(rect.top * devicePx))
  return canvas.toDataURL('image/png')
}
