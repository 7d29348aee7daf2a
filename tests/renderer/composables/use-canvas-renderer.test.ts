// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { defineComponent, h, nextTick, ref, shallowRef } from 'vue'
import { useCanvasRenderer } from '../../../src-renderer/composables/use-canvas-renderer.ts'
import type { Scene } from '../../../src-renderer/viewer/scene.ts'
import { createTileCache } from '../../../src-renderer/viewer/tile-cache.ts'

const draw = vi.hoisted(() => vi.fn())
vi.mock('../../../src-renderer/viewer/renderer.ts', () => ({
  createRenderer: () => ({ draw, dispose: () => undefined }),
}))

let frames: FrameRequestCallback[] = []
const nextFrame = () => {
  const due = frames
  frames = []
  for (const frame of due) frame(0)
}

beforeEach(() => {
  frames = []
  draw.mockReset().mockReturnValue({ reports: new Map(), unsettled: false, painted: true })
  vi.stubGlobal('requestAnimationFrame', (frame: FrameRequestCallback) => frames.push(frame))
  vi.stubGlobal('cancelAnimationFrame', () => undefined)
})
afterEach(() => vi.unstubAllGlobals())

const sceneOf = (differenceLimit: number, x = 0) =>
  ({ differenceLimit, camera: { x, y: 0, zoom: 1 } }) as Scene

function mounted() {
  const scene = shallowRef<Scene | null>(null)
  const canvas = ref<HTMLCanvasElement | null>(null)
  let redraw = (): void => undefined
  const page = mount(
    defineComponent(() => {
      redraw = useCanvasRenderer(
        canvas,
        scene,
        createTileCache(1, () => undefined),
      ).redraw
      return () => h('canvas', { ref: canvas })
    }),
  )
  nextFrame()
  draw.mockClear()
  return { page, scene, redraw }
}

test('a change is drawn in the frame in which it happens, further ones together with the next', async () => {
  const { page, scene, redraw } = mounted()
  scene.value = sceneOf(1)
  await nextTick()
  expect(draw).toHaveBeenCalledTimes(1)
  expect(draw.mock.lastCall?.[0]).toEqual(sceneOf(1))
  scene.value = sceneOf(2)
  await nextTick()
  redraw()
  scene.value = sceneOf(3)
  await nextTick()
  expect(draw).toHaveBeenCalledTimes(1)
  nextFrame()
  expect(draw).toHaveBeenCalledTimes(2)
  expect(draw.mock.lastCall?.[0]).toEqual(sceneOf(3))
  nextFrame()
  nextFrame()
  expect(draw).toHaveBeenCalledTimes(2)
  page.unmount()
})

test('moves are drawn once a frame, however often the hand tells of them', async () => {
  const { page, scene } = mounted()
  scene.value = sceneOf(1)
  await nextTick()
  nextFrame()
  draw.mockClear()
  for (const x of [1, 2, 3]) {
    scene.value = sceneOf(1, x)
    await nextTick()
  }
  expect(draw).not.toHaveBeenCalled()
  nextFrame()
  expect(draw).toHaveBeenCalledOnce()
  expect(draw.mock.lastCall?.[0]).toEqual(sceneOf(1, 3))
  page.unmount()
})

test('where nothing was painted, as nothing looks different, the next change need not wait', async () => {
  const { page, scene, redraw } = mounted()
  draw.mockReturnValueOnce({ reports: new Map(), unsettled: false, painted: false })
  scene.value = sceneOf(0)
  await nextTick()
  redraw()
  await nextTick()
  expect(draw).toHaveBeenCalledTimes(2)
  page.unmount()
})

test('an older plane that stands in is looked at again soon, though nothing else happens', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { page, scene } = mounted()
  draw.mockReturnValueOnce({ reports: new Map(), unsettled: true, painted: true })
  scene.value = sceneOf(1)
  await nextTick()
  nextFrame()
  expect(draw).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(200)
  expect(draw).toHaveBeenCalledTimes(2)
  page.unmount()
  vi.useRealTimers()
})
