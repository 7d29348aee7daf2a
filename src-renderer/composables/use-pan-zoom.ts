/** Hand on the image: drag moves, wheel zooms at the cursor, the cursor's image point is told. */
import { ref } from 'vue'
import type { Ref } from 'vue'
import { paneToImage, panBy, zoomAt } from '../viewer/camera.ts'
import type { Camera, Point, Size } from '../viewer/camera.ts'
import type { PaneRect } from '../viewer/pane-grid.ts'

export interface Hover {
  /** Pane under the cursor, by its place. */
  readonly pane: number
  /** Image point, px. */
  readonly point: Point
}

export function usePanZoom(
  camera: Ref<Camera | null>,
  rects: Ref<readonly PaneRect[]>,
  extent: Ref<Size | null>,
) {
  const hover = ref<Hover | null>(null)
  let dragged: { id: number; pane: number; x: number; y: number } | null = null

  function paneUnder(event: MouseEvent): { index: number; rect: PaneRect; at: Point } | null {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect()
    const x = event.clientX - box.left
    const y = event.clientY - box.top
    const index = rects.value.findIndex(
      (r) => x >= r.left && y >= r.top && x < r.left + r.width && y < r.top + r.height,
    )
    const rect = rects.value[index]
    return rect ? { index, rect, at: { x: x - rect.left, y: y - rect.top } } : null
  }

  function onWheel(event: WheelEvent): void {
    const under = paneUnder(event)
    if (!under || !camera.value || !extent.value) return
    event.preventDefault()
    // Lines and pages (deltaMode) count as 16 and 400 px.
    const px = event.deltaY * [1, 16, 400][event.deltaMode]!
    const factor = Math.exp(-Math.max(-400, Math.min(400, px)) * 0.0018)
    camera.value = zoomAt(camera.value, under.rect, under.at, factor, extent.value)
  }

  function onDown(event: PointerEvent): void {
    const under = paneUnder(event)
    if (!under || event.button !== 0) return
    ;(event.currentTarget as HTMLElement).setPointerCapture(event.pointerId)
    dragged = { id: event.pointerId, pane: under.index, x: event.clientX, y: event.clientY }
  }

  function onMove(event: PointerEvent): void {
    if (dragged?.id === event.pointerId && camera.value && extent.value) {
      const dx = event.clientX - dragged.x
      const dy = event.clientY - dragged.y
      camera.value = panBy(camera.value, dx, dy, extent.value)
      dragged = { ...dragged, x: event.clientX, y: event.clientY }
    }
    const under = paneUnder(event)
    const point = under && camera.value ? paneToImage(camera.value, under.rect, under.at) : null
    hover.value = under && point ? { pane: under.index, point } : null
  }

  function onUp(event: PointerEvent): void {
    if (dragged?.id === event.pointerId) dragged = null
  }
  function onLeave(): void {
    hover.value = null
  }

  return { hover, onWheel, onDown, onMove, onUp, onLeave }
}
