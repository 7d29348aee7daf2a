// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { defineComponent, ref } from 'vue'
import type { ImageOrder } from '../../../src-main/contract/images.ts'
import { useOpenedImage } from '../../../src-renderer/composables/use-opened-image.ts'
import { answerOpenedImage } from '../fixtures/fake-images.ts'

const asked: string[] = []
beforeEach(() => {
  asked.length = 0
  vi.stubGlobal('fetch', (address: string, init: RequestInit = {}) => {
    const url = new URL(address, 'http://x')
    const path = url.pathname.slice(5).split('/').map(decodeURIComponent)
    asked.push(`${init.method ?? 'GET'} ${path[2] ?? path[1] ?? 'images'}${url.search}`)
    const answer = answerOpenedImage(
      init.method ?? 'GET',
      path,
      (init.body as string | undefined) ?? '',
    )!
    return Promise.resolve(Response.json(answer.body, { status: answer.status }))
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
})

async function opened(first: ImageOrder) {
  const order = ref<ImageOrder | null>(first)
  let found!: ReturnType<typeof useOpenedImage>
  const wrapper = mount(
    defineComponent({
      setup() {
        found = useOpenedImage(order)
        return () => null
      },
    }),
  )
  await flushPromises()
  return { order, found, wrapper }
}

describe('an opened image', () => {
  test('comes with its description and what may be wrong with its axes', async () => {
    const { found } = await opened({ path: '/data/stack.tif' })
    expect(found.opened.value?.description.axes).toBe('qyx')
    expect(found.ownAxes.value).toBe('qyx')
    expect(found.hints.value[0]?.kind).toBe('axes-unknown')
  })
  test('stays on the screen while other axes are tried, and where these are refused', async () => {
    const { found, order } = await opened({ path: '/data/stack.tif' })
    order.value = { path: '/data/stack.tif', axes: 'tyx' }
    await Promise.resolve()
    expect(found.opened.value?.description.axes).toBe('qyx')
    await flushPromises()
    expect(found.opened.value?.description.size.t).toBe(120)
    expect(found.ownAxes.value).toBe('qyx')
    order.value = { path: '/data/stack.tif', axes: 'cyx' }
    await flushPromises()
    expect(found.opened.value?.description.axes).toBe('tyx')
    expect(found.problem.value?.message).toContain('120 channels')
  })
  test('of another file leaves at once, and its hints with it', async () => {
    const { found, order } = await opened({ path: '/data/stack.tif' })
    order.value = { path: '/data/large.ome.tif' }
    await Promise.resolve()
    expect(found.opened.value).toBeNull()
    await flushPromises()
    expect(found.hints.value).toEqual([])
    expect(found.ownAxes.value).toBe('zyx')
  })
  test('that cannot be opened says why, with what programs may do about it', async () => {
    const { found } = await opened({ path: '/data/cells.czi' })
    expect(found.opened.value).toBeNull()
    expect(found.problem.value?.code).toBe('format-not-supported')
    expect(found.problem.value?.details['converters']).toEqual(['bfconvert'])
  })
  test('of label ids is asked for its levels once more: those are never averaged', async () => {
    const { found, order } = await opened({ path: '/data/plate.zarr' })
    expect(found.isLabels.value).toBe(false)
    expect(asked.some((line) => line.includes('labels=1'))).toBe(false)
    order.value = { path: '/data/plate.zarr', series: 81 }
    await flushPromises()
    expect(found.isLabels.value).toBe(true)
    expect(asked.some((line) => line.includes('labels=1'))).toBe(true)
  })
})
