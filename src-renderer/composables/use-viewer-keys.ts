/** The keys of the case viewer. */
import { useKeySheet } from '../stores/key-sheet.ts'
import { useViewerSettings } from '../stores/viewer-settings.ts'
import { useKeys } from './use-keys.ts'
import type { useViewer } from './use-viewer.ts'

/** CSS px that Shift and an arrow move the image. */
const stridePx = 80

export function useViewerKeys(
  viewer: ReturnType<typeof useViewer>,
  stepCase: (by: number) => Promise<void>,
): void {
  const settings = useViewerSettings()
  const keySheet = useKeySheet()

  /** Shift moves; else the plane changes; else, with one plane only, the arrow moves as well. */
  function along(event: KeyboardEvent, axis: 'z' | 't' | 'c' | null, by: number, move: () => void) {
    const count = axis ? (viewer.images.value.input.value?.description.size[axis] ?? 1) : 1
    if (event.shiftKey || axis === null || count === 1) move()
    else viewer.step(axis, by)
  }
  function stack(by: number): void {
    const axis = viewer.stackAxis()
    if (axis) viewer.step(axis, by)
  }

  useKeys({
    n: () => viewer.stepError(1),
    p: () => viewer.stepError(-1),
    o: () => (settings.labels = !settings.labels),
    e: () => (settings.errors = !settings.errors),
    d: () => (settings.difference = !settings.difference),
    h: () => keySheet.show(),
    '+': () => viewer.zoomBy(1),
    '=': () => viewer.zoomBy(1),
    '-': () => viewer.zoomBy(-1),
    '4': () => viewer.fit(),
    '5': () => viewer.full(),
    '<': () => stack(-1),
    '>': () => stack(1),
    '[': () => void stepCase(-1),
    ']': () => void stepCase(1),
    ArrowLeft: (event) => along(event, viewer.stackAxis(), -1, () => viewer.move(stridePx, 0)),
    ArrowRight: (event) => along(event, viewer.stackAxis(), 1, () => viewer.move(-stridePx, 0)),
    ArrowUp: (event) => along(event, 'c', 1, () => viewer.move(0, stridePx)),
    ArrowDown: (event) => along(event, 'c', -1, () => viewer.move(0, -stridePx)),
  })
}
