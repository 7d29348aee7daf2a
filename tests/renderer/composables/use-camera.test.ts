import { expect, test } from 'vitest'
import { nextTick, shallowRef } from 'vue'
import { useCamera } from '../../../src-renderer/composables/use-camera.ts'
import type { Size } from '../../../src-renderer/viewer/camera.ts'

const square: Size = { width: 100, height: 100 }
const size = (width: number, height: number): Size => ({ width, height })

async function cameraOver(image: Size, pane: Size) {
  const extent = shallowRef<Size | null>(image)
  const view = useCamera(extent)
  view.pane.value = pane
  await nextTick()
  return { ...view, extent }
}

test('an image that is fitted stays so when its pane changes', async () => {
  const { camera, pane, fit, zoomBy } = await cameraOver(square, size(400, 300))
  expect(camera.value).toEqual({ x: 50, y: 50, zoom: 3 })
  pane.value = size(400, 250)
  await nextTick()
  expect(camera.value?.zoom).toBe(2.5)
  zoomBy(2)
  fit()
  pane.value = size(800, 800)
  await nextTick()
  expect(camera.value?.zoom).toBe(8)
})

test('a place that was chosen stays when its pane changes', async () => {
  const { camera, pane, full, move } = await cameraOver(square, size(400, 300))
  full()
  pane.value = size(400, 250)
  await nextTick()
  expect(camera.value?.zoom).toBe(1)
  move(10, 0)
  pane.value = size(300, 300)
  await nextTick()
  expect(camera.value).toEqual({ x: 40, y: 50, zoom: 1 })
})

test('another image is fitted, whatever was looked at before', async () => {
  const { camera, extent, full } = await cameraOver(square, size(400, 300))
  full()
  extent.value = size(600, 100)
  await nextTick()
  expect(camera.value).toEqual({ x: 300, y: 50, zoom: 400 / 600 })
})
