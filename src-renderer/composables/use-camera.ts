/**
 * The camera over an image, with the moves that buttons and keys make. A new image is fitted into its pane, and
 * what is fitted stays so when the pane becomes larger or smaller.
 */
import { shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import { fitCamera, panBy, zoomAt, zoomStep } from '../viewer/camera.ts'
import type { Camera, Size } from '../viewer/camera.ts'

export function useCamera(extent: Ref<Size | null>) {
  const camera = shallowRef<Camera | null>(null)
  /** Size of one pane, CSS px. */
  const pane = shallowRef<Size | null>(null)

  watch([extent, pane], ([size, room], [oldSize, oldRoom]) => {
    if (!size || !room) return
    const isNew = size !== oldSize || !camera.value
    if (isNew || isFitted(camera.value, oldRoom, size)) camera.value = fitCamera(room, size)
  })

  function fit(): void {
    if (pane.value && extent.value) camera.value = fitCamera(pane.value, extent.value)
  }
  function full(): void {
    if (camera.value) camera.value = { ...camera.value, zoom: 1 }
  }
  function zoomBy(steps: number): void {
    if (!pane.value || !extent.value || !camera.value) return
    const middle = { x: pane.value.width / 2, y: pane.value.height / 2 }
    const factor = zoomStep ** steps
    camera.value = zoomAt(camera.value, pane.value, middle, factor, extent.value)
  }
  function move(dx: number, dy: number): void {
    if (camera.value && extent.value) camera.value = panBy(camera.value, dx, dy, extent.value)
  }

  return { camera, pane, fit, full, zoomBy, move }
}

function isFitted(camera: Camera | null, pane: Size | null | undefined, image: Size): boolean {
  if (!camera || !pane) return false
  const fitted = fitCamera(pane, image)
  return camera.x === fitted.x && camera.y === fitted.y && camera.zoom === fitted.zoom
}
