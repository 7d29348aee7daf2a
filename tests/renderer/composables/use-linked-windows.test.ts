// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { defineComponent, h, nextTick, ref, shallowRef } from 'vue'
import { useLinkedWindows } from '../../../src-renderer/composables/use-linked-windows.ts'
import type { Camera } from '../../../src-renderer/viewer/camera.ts'
import type { Contrast } from '../../../src-renderer/viewer/contrast.ts'
import type { LinkedLook } from '../../../src-renderer/viewer/linked-view.ts'

/** All windows of one test; a message reaches all but its sender, at once. */
let channels: { onmessage: ((event: { data: unknown }) => void) | null }[] = []
let told = 0
beforeEach(() => {
  channels = []
  told = 0
  vi.stubGlobal(
    'BroadcastChannel',
    class {
      onmessage: ((event: { data: unknown }) => void) | null = null
      constructor() {
        channels.push(this)
      }
      postMessage(data: unknown): void {
        told++
        for (const other of channels)
          if (other !== this) other.onmessage?.({ data: structuredClone(data) })
      }
      close(): void {
        channels = channels.filter((other) => other !== this)
      }
    },
  )
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const limits: Contrast = { lower: 0, upper: 9, rule: 'typed' }
const plain: LinkedLook = {
  ...{ labels: false, errors: true, filled: true, composite: false },
  ...{ opacity: 0.4, paletteSeed: 1, gamma: 1, table: 'grays', channels: [] },
}
function open(isFollower = false, comparison = 'c1') {
  const state = {
    ...{ comparison: ref(comparison), caseId: ref('a'), isFollower },
    camera: shallowRef<Camera | null>(null),
    plane: shallowRef({ t: 0, c: 0, z: 0 }),
    contrast: shallowRef<Contrast | null>(null),
    look: shallowRef(plain),
    go: (id: string) => {
      state.caseId.value = id
      state.camera.value = null
    },
  }
  const page = mount(
    defineComponent(() => {
      useLinkedWindows(state)
      return () => h('div')
    }),
  )
  /** The image is here: fitted, with its limits. */
  const load = async (zoom: number) => {
    state.camera.value = { x: 5, y: 5, zoom }
    state.contrast.value = limits
    await nextTick()
  }
  return { ...state, page, load }
}

test('camera, plane and contrast of one window are those of the other, told once', async () => {
  const [one, other] = [open(), open()]
  await one.load(1)
  await other.load(1)
  told = 0
  one.camera.value = { x: 7, y: 8, zoom: 4 }
  one.plane.value = { t: 0, c: 0, z: 3 }
  one.contrast.value = { ...limits, upper: 4 }
  one.look.value = { ...plain, errors: false, table: 'magma' }
  await nextTick()
  await nextTick()
  expect(other.camera.value).toEqual({ x: 7, y: 8, zoom: 4 })
  expect(other.plane.value.z).toBe(3)
  expect(other.contrast.value?.upper).toBe(4)
  expect(other.look.value).toEqual(one.look.value)
  expect(told).toBe(1)
  other.camera.value = { x: 1, y: 1, zoom: 2 }
  await nextTick()
  expect(one.camera.value?.zoom).toBe(2)
})
test('a window that opens takes the place of the first, and does not move it by its own fit', async () => {
  const first = open()
  await first.load(4)
  const second = open(true)
  await second.load(0.5)
  await nextTick()
  expect(first.camera.value?.zoom).toBe(4)
  expect(second.camera.value?.zoom).toBe(4)
})
test('a window without another one speaks for itself after a while', async () => {
  vi.useFakeTimers()
  const alone = open(true)
  await alone.load(1)
  vi.advanceTimersByTime(2500)
  const late = open()
  await late.load(1)
  alone.camera.value = { x: 0, y: 0, zoom: 9 }
  await nextTick()
  expect(late.camera.value?.zoom).toBe(9)
})
test('a step to another case is followed; another comparison is not', async () => {
  const [one, other, elsewhere] = [open(), open(), open(false, 'c2')]
  for (const window of [one, other, elsewhere]) await window.load(1)
  one.caseId.value = 'b'
  await one.load(3)
  expect(other.caseId.value).toBe('b')
  expect(elsewhere.caseId.value).toBe('a')
  expect(elsewhere.camera.value?.zoom).toBe(1)
  await other.load(0.7)
  expect(one.camera.value?.zoom).toBe(3)
})
test('a closed window is no longer spoken to', async () => {
  const [one, other] = [open(), open()]
  await one.load(1)
  await other.load(1)
  other.page.unmount()
  one.camera.value = { x: 0, y: 0, zoom: 9 }
  await nextTick()
  expect(other.camera.value?.zoom).toBe(1)
})
