/** The keys of the viewers: moves that all of them share, and what only the case viewer has. */
import type { Ref } from 'vue'
import type { PlaneIndex } from '../api/images.ts'
import { useKeySheet } from '../stores/key-sheet.ts'
import { useViewerSettings } from '../stores/viewer-settings.ts'
import { useKeys } from './use-keys.ts'
import type { KeyAction } from './use-keys.ts'
import type { useViewer } from './use-viewer.ts'

/** CSS px that Shift and an arrow move the image. */
const stridePx = 80

/** What the keys need of a viewer. */
export interface Moves {
  readonly step: (axis: keyof PlaneIndex, by: number) => void
  readonly stackAxis: () => 'z' | 't' | null
  readonly move: (dx: number, dy: number) => void
  readonly zoomBy: (steps: number) => void
  readonly fit: () => void
  readonly full: () => void
}

export function moveKeys(moves: Moves, channels: () => number): Record<string, KeyAction> {
  /** Shift moves; else the plane changes; else, with one plane only, the arrow moves as well. */
  function along(event: KeyboardEvent, axis: 'z' | 't' | 'c' | null, by: number, move: () => void) {
    if (event.shiftKey || axis === null) move()
    else moves.step(axis, by)
  }
  function stack(by: number): void {
    const axis = moves.stackAxis()
    if (axis) moves.step(axis, by)
  }
  const channel = () => (channels() > 1 ? 'c' : null)
  return {
    '+': () => moves.zoomBy(1),
    '=': () => moves.zoomBy(1),
    '-': () => moves.zoomBy(-1),
    '4': () => moves.fit(),
    '5': () => moves.full(),
    '<': () => stack(-1),
    '>': () => stack(1),
    ArrowLeft: (event) => along(event, moves.stackAxis(), -1, () => moves.move(stridePx, 0)),
    ArrowRight: (event) => along(event, moves.stackAxis(), 1, () => moves.move(-stridePx, 0)),
    ArrowUp: (event) => along(event, channel(), 1, () => moves.move(0, stridePx)),
    ArrowDown: (event) => along(event, channel(), -1, () => moves.move(0, -stridePx)),
  }
}

export function useViewerKeys(
  viewer: ReturnType<typeof useViewer>,
  stepCase: (by: number) => Promise<void>,
  copyPicture: () => void,
): void {
  const settings = useViewerSettings()
  const channels = () => viewer.images.value.input.value?.description.size.c ?? 1
  useKeys({
    ...moveKeys(viewer, channels),
    n: () => viewer.stepError(1),
    p: () => viewer.stepError(-1),
    o: () => (settings.labels = !settings.labels),
    e: () => (settings.errors = !settings.errors),
    d: () => (settings.difference = !settings.difference),
    v: settings.nextMode,
    a: () => (settings.labels = !settings.labels),
    f: (event) => (event.shiftKey ? copyPicture() : (settings.filled = !settings.filled)),
    c: (event) => {
      if (event.shiftKey) settings.displayOpen = !settings.displayOpen
      else void viewer.resetContrast()
    },
    h: useKeySheet().show,
    '[': () => void stepCase(-1),
    ']': () => void stepCase(1),
  })
}

export function useImageKeys(moves: Moves, size: Ref<PlaneIndex | null>): void {
  useKeys({ ...moveKeys(moves, () => size.value?.c ?? 1), h: useKeySheet().show })
}
