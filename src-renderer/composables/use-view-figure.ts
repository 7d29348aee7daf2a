/** The view of a page as one figure: its panes, the sections beside them, and the lines that are drawn over them. */
import type { Ref } from 'vue'
import { crossOver, linesOver } from '../viewer/figure-lines.ts'
import type { Camera } from '../viewer/camera.ts'
import { joinedView } from '../viewer/figure.ts'
import type { FigureFacts, FigurePart, FigureView } from '../viewer/figure.ts'
import type { Line } from '../viewer/line.ts'
import { useFigure } from './use-figure.ts'
import type { Sections } from './use-sections.ts'

/** What a canvas of panes gives to pages. */
export interface CanvasHandle {
  readonly redraw: () => void
  readonly part: () => FigurePart | null
}
export interface SectionsHandle {
  /** The two sections, each with its cross. */
  readonly parts: () => readonly FigurePart[]
}

export interface ViewFigureOptions {
  readonly canvas: Ref<CanvasHandle | null>
  readonly sectionPanes: Ref<SectionsHandle | null>
  readonly camera: Readonly<Ref<Camera | null>>
  readonly sections: Sections
  /** The line of the profile, where it is shown. */
  readonly line: () => Line | null
  readonly facts: () => Omit<FigureFacts, 'zoom'>
  /** Without its ending. */
  readonly fileName: () => string
}

export function useViewFigure(options: ViewFigureOptions) {
  const { canvas, sectionPanes, camera, sections } = options
  const figure = useFigure()

  function view(): FigureView | null {
    const main = canvas.value?.part()
    if (!main || !camera.value) return null
    const rects = [...new Set(main.view.placed.map(({ rect }) => rect))]
    const [first] = rects
    const cross = sections.isOn.value ? sections.pointIn('xy') : null
    const line = options.line()
    const lines = [
      ...(cross && first ? crossOver(first, camera.value, cross) : []),
      ...(line ? linesOver(rects, camera.value, line) : []),
    ]
    const own = { ...main.view, lines }
    const beside = sections.isOn.value ? (sectionPanes.value?.parts() ?? []) : []
    return beside.length === 0 ? own : joinedView([{ ...main, view: own }, ...beside])
  }

  function take(kind: 'png' | 'svg' = 'png'): void {
    const facts = { ...options.facts(), zoom: camera.value?.zoom ?? 1 }
    const save = kind === 'svg' ? figure.takeSvg : figure.take
    void save(view(), facts, `${options.fileName()}.${kind}`)
  }
  return { take, said: figure.said }
}
