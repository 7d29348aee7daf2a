// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { defineComponent, nextTick, ref } from 'vue'
import type { PreviewOrder } from '../../../src-main/contract/bare-model.ts'
import { usePreview, type UsePreviewReturn } from '../../../src-renderer/composables/use-preview.ts'
import { fakePreview } from '../fixtures/fake-bare.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

interface Asked {
  readonly order: PreviewOrder
  readonly signal: AbortSignal
  readonly answer: (response: Response) => void
}

function begin(first: PreviewOrder | null) {
  const asked: Asked[] = []
  vi.stubGlobal('fetch', (_: string, { body, signal }: { body: string; signal: AbortSignal }) => {
    const { promise, resolve } = Promise.withResolvers<Response>()
    asked.push({ order: JSON.parse(body) as PreviewOrder, signal, answer: resolve })
    return promise
  })
  const order = ref(first)
  const held: { found: UsePreviewReturn | null } = { found: null }
  const wrapper = mount(
    defineComponent(() => {
      held.found = usePreview(() => order.value)
      return () => null
    }),
  )
  return { asked, order, wrapper, ...held.found! }
}

const order = (haloPx: number): PreviewOrder => ({
  ...{ path: '/net.onnx', image: '/a.tif', channel: 'auto' },
  settings: { inputAxes: 'bcyx', haloPx },
})

test('changes that follow each other are asked once, when they rest', async () => {
  const found = begin(order(0))
  await vi.advanceTimersByTimeAsync(300)
  found.order.value = order(1)
  await vi.advanceTimersByTimeAsync(300)
  expect(found.asked).toEqual([])
  expect(found.waiting.value).toBe(true)
  await vi.advanceTimersByTimeAsync(100)
  expect(found.asked.map((one) => one.order.settings['haloPx'])).toEqual([1])
  found.asked[0]!.answer(Response.json(fakePreview()))
  await vi.advanceTimersByTimeAsync(0)
  expect(found.preview.value?.outputs.length).toBe(2)
  expect(found.waiting.value).toBe(false)
})

test('an answer to settings of before is dropped', async () => {
  const found = begin(order(0))
  await vi.advanceTimersByTimeAsync(400)
  found.order.value = order(1)
  await vi.advanceTimersByTimeAsync(400)
  expect(found.asked[0]!.signal.aborted).toBe(true)
  found.asked[1]!.answer(Response.json(fakePreview({ seconds: 2 })))
  await vi.advanceTimersByTimeAsync(0)
  found.asked[0]!.answer(Response.json(fakePreview({ seconds: 1 })))
  await vi.advanceTimersByTimeAsync(0)
  expect(found.preview.value?.seconds).toBe(2)
})

test('a refusal is its sentence, and no picture of other settings stays beside it', async () => {
  const found = begin(order(0))
  await vi.advanceTimersByTimeAsync(400)
  found.asked[0]!.answer(Response.json(fakePreview()))
  await vi.advanceTimersByTimeAsync(0)
  found.order.value = order(1)
  await vi.advanceTimersByTimeAsync(400)
  const error = { code: 'tool-invalid', message: 'haloPx is too large.', details: {} }
  found.asked[1]!.answer(Response.json({ error }, { status: 400 }))
  await vi.advanceTimersByTimeAsync(0)
  expect(found.problem.value).toBe('haloPx is too large.')
  expect(found.preview.value).toBeNull()
})

test('nothing is asked without an image, nor once the page is left', async () => {
  const found = begin(null)
  await vi.advanceTimersByTimeAsync(1000)
  expect(found.waiting.value).toBe(false)
  found.order.value = order(1)
  await nextTick()
  found.wrapper.unmount()
  await vi.advanceTimersByTimeAsync(1000)
  expect(found.asked).toEqual([])
})
