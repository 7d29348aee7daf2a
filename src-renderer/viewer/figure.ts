/**
 * The view as a picture that stands alone: panes with their names and the scale bar, and below them what is
 * shown and how. Loaded when one is asked for.
 */
import { formatPercent, formatValue } from '../words/numbers.ts'
import type { PlacedPane } from './arrangement.ts'
import type { Point } from './camera.ts'
import type { Contrast } from './contrast.ts'
import type { Display } from './display.ts'
import type { FigureLine } from './figure-lines.ts'
import type { PaneRect } from './pane-grid.ts'
import type { PaneContent } from './panes.ts'

export interface FigureView {
  /** The panes as drawn, device px. */
  readonly picture: HTMLCanvasElement
  readonly devicePx: number
  readonly placed: readonly PlacedPane<PaneContent>[]
  readonly bar: { readonly lengthPx: number; readonly text: string } | null
  /** Drawn over the panes. */
  readonly lines: readonly FigureLine[]
}

/** One canvas among several that are seen together. */
export interface FigurePart {
  readonly view: FigureView
  /** Where its canvas stands, CSS px of the window. */
  readonly left: number
  readonly top: number
}

export interface FigureFacts {
  /** Evaluation, case and plane. */
  readonly what: string
  readonly contrast: Contrast | null
  readonly display: Display
  readonly zoom: number
  /** Whether colours of errors are in the picture. */
  readonly hasErrors: boolean
}

/** CSS px, in both kinds of figure. */
export const lineHeight = 18
export const margin = 8

/** What a reader must know to judge the picture, a line each. Pure. */
export function figureCaption(view: Pick<FigureView, 'placed'>, facts: FigureFacts): string[] {
  const { contrast, display, zoom } = facts
  const sharing = view.placed.some(
    ({ pane: { image } }) =>
      !image || (image.mode !== 'difference' && !image.scale && !image.limits),
  )
  const limits =
    contrast && sharing
      ? `Contrast: black ${formatValue(contrast.lower, 5)}, white ${formatValue(contrast.upper, 5)} (${contrast.rule})`
      : ''
  const channels = display.channels?.flatMap(({ isOn, table, limits: own }, c) =>
    isOn && own
      ? [`${c + 1} ${table}, ${formatValue(own.lower, 5)} to ${formatValue(own.upper, 5)}`]
      : [],
  )
  const own = view.placed.flatMap(({ pane }) => {
    const { lower, upper } = pane.image?.limits ?? {}
    if (lower === undefined || upper === undefined) return []
    return [`${pane.title} ${formatValue(lower, 5)} to ${formatValue(upper, 5)}`]
  })
  const colours = display.table === 'grays' ? '' : `Colours ${display.table}; `
  const hasPoints = view.placed.some(({ pane }) => pane.points !== null)
  return [
    facts.what,
    channels ? `Channels: ${channels.join('; ')}` : limits,
    own.length > 0 ? `Own contrast: ${own.join('; ')}` : '',
    `${channels ? '' : colours}Gamma ${formatValue(display.gamma, 3)}; ${formatPercent(zoom)}`,
    facts.hasErrors
      ? 'Errors: green hit, orange thick missed, blue dashed extra, pink hatched split or merged'
      : '',
    hasPoints ? 'The marks of points are not in this picture.' : '',
  ].filter((line) => line !== '')
}

/** Throws where the browser draws no pictures. */
export async function figurePng(view: FigureView, facts: FigureFacts): Promise<Blob> {
  const { picture, devicePx, placed, bar } = view
  const width = picture.width / devicePx
  const height = picture.height / devicePx
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d')
  if (!context) throw new Error('This browser draws no pictures.')
  const font = figureFont()
  const lines = captionLines(view, facts, width)
  canvas.width = picture.width
  canvas.height = Math.ceil((height + lines.length * lineHeight + 2 * margin) * devicePx)
  context.scale(devicePx, devicePx)
  // A page is white, whatever the theme.
  context.fillStyle = 'white'
  context.fillRect(0, 0, width, canvas.height)
  context.drawImage(picture, 0, 0, width, height)
  context.font = font
  context.textBaseline = 'middle'
  for (const { pane, rect, title } of placed) {
    if (!title) continue
    const textWidth = Math.min(context.measureText(pane.title).width, rect.width - 4 * margin)
    const left = title === 'left' ? rect.left + 4 : rect.left + rect.width - textWidth - 20
    onShade(left, rect.top + 4, textWidth + 16, 22)
    context.fillText(pane.title, left + 8, rect.top + 15, textWidth)
  }
  for (const [width, style] of lineStrokes) {
    context.lineWidth = width
    context.strokeStyle = style
    for (const { from, to } of view.lines) {
      context.beginPath()
      context.moveTo(from.x, from.y)
      context.lineTo(to.x, to.y)
      context.stroke()
    }
  }
  const first = placed[0]?.rect
  if (bar && first) {
    const boxWidth = Math.max(bar.lengthPx, context.measureText(bar.text).width) + 16
    const top = first.top + first.height - 34
    onShade(first.left + 4, top, boxWidth, 30)
    context.fillRect(first.left + 4 + (boxWidth - bar.lengthPx) / 2, top + 5, bar.lengthPx, 3)
    context.fillText(bar.text, first.left + 12, top + 19)
  }
  context.fillStyle = 'black'
  for (const [index, line] of lines.entries())
    context.fillText(line, margin, height + margin + (index + 0.5) * lineHeight)
  return await new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob)
      else reject(new Error('The picture could not be made.'))
    })
  })

  function onShade(left: number, top: number, wide: number, high: number): void {
    context!.fillStyle = 'rgb(20 20 20 / 72%)'
    context!.fillRect(left, top, wide, high)
    context!.fillStyle = 'white'
  }
}

/** A light line with a dark rim, so that it is seen on any picture: width in CSS px and colour, rim first. */
export const lineStrokes = [
  [3.5, '#141414'],
  [1.5, '#ffffff'],
] as const

/**
 * Several canvases as one view, each where it stands; the scale bar is the first one's, whose pixels the
 * others share. Throws where the browser draws no pictures.
 */
export function joinedView(parts: readonly FigurePart[]): FigureView {
  const [first] = parts
  if (!first) throw new Error('A figure needs at least one view.')
  const { devicePx, bar } = first.view
  const left = Math.min(...parts.map((part) => part.left))
  const top = Math.min(...parts.map((part) => part.top))
  const right = Math.max(...parts.map((part) => part.left + part.view.picture.width / devicePx))
  const bottom = Math.max(...parts.map((part) => part.top + part.view.picture.height / devicePx))
  const picture = document.createElement('canvas')
  picture.width = Math.round((right - left) * devicePx)
  picture.height = Math.round((bottom - top) * devicePx)
  const context = picture.getContext('2d')
  if (!context) throw new Error('This browser draws no pictures.')
  context.fillStyle = 'white'
  context.fillRect(0, 0, picture.width, picture.height)
  for (const part of parts) {
    const [x, y] = [part.left - left, part.top - top]
    context.drawImage(part.view.picture, Math.round(x * devicePx), Math.round(y * devicePx))
  }
  return {
    ...{ picture, devicePx, bar },
    placed: parts.flatMap((part) => movedPanes(part, part.left - left, part.top - top)),
    lines: parts.flatMap(({ view, left: x, top: y }) => movedLines(view.lines, x - left, y - top)),
  }
}

function movedPanes({ view }: FigurePart, x: number, y: number): FigureView['placed'] {
  // Panes in one place share their rectangle, also when it has moved.
  const rects = new Map(view.placed.map(({ rect }) => [rect, moved(rect)]))
  return view.placed.map((one) => ({ ...one, rect: rects.get(one.rect)! }))

  function moved(rect: PaneRect): PaneRect {
    return { ...rect, left: rect.left + x, top: rect.top + y }
  }
}

function movedLines(lines: readonly FigureLine[], x: number, y: number): FigureLine[] {
  const moved = (point: Point): Point => ({ x: point.x + x, y: point.y + y })
  return lines.map(({ from, to }) => ({ from: moved(from), to: moved(to) }))
}

/** The caption in lines of the figure's width. Throws where the browser draws no pictures. */
export function captionLines(view: FigureView, facts: FigureFacts, width: number): string[] {
  const context = document.createElement('canvas').getContext('2d')
  if (!context) throw new Error('This browser draws no pictures.')
  context.font = figureFont()
  return figureCaption(view, facts).flatMap((line) =>
    wrapped(line, width - 2 * margin, (text) => context.measureText(text).width),
  )
}

function figureFont(): string {
  return `13px ${getComputedStyle(document.body).fontFamily}`
}

/** Words on lines no wider than `width`; a longer word has a line to itself. Pure. */
export function wrapped(text: string, width: number, widthOf: (text: string) => number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const longer = lines.length > 0 ? `${lines.at(-1)!} ${word}` : word
    if (lines.length > 0 && widthOf(longer) <= width) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}
