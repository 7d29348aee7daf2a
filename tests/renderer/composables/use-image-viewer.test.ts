// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { defineComponent, ref, shallowRef } from 'vue'
import { useImageViewer } from '../../../src-renderer/composables/use-image-viewer.ts'
import { useViewerSettings } from '../../../src-renderer/stores/viewer-settings.ts'
import type { ViewerImage } from '../../../src-renderer/viewer/plane-source.ts'

const asked: string[] = []
let refused = false
beforeEach(() => {
  vi.useFakeTimers()
  asked.length = 0
  refused = false
  vi.stubGlobal('fetch', (address: string) => {
    asked.push(address)
    if (/\?view=\w+$/.test(address) && !address.includes('planes'))
      return Promise.resolve(Response.json(described))
    if (refused) {
      const error = { code: 'file-unreadable', message: 'The drive is gone.' }
      return Promise.resolve(Response.json({ error }, { status: 400 }))
    }
    const channel = Number(address.split('/')[5])
    const body = {
      ...{ min: 0, max: 900, lower: 10 + channel, upper: 500, finite: 4, total: 4, rule: 'r' },
      ...{ percentiles: [], histogram: { min: 0, max: 900, counts: [4] } },
      ...{ sampling: 'exact', sampledFrom: null },
    }
    return Promise.resolve(Response.json(body))
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** The answer to a question for a view: one plane instead of nine. */
const described = {
  ...{ format: 'npy', axes: 'tczyx', shape: [1, 2, 1, 20, 30], dtype: 'uint16', warnings: [] },
  size: { t: 1, c: 2, z: 1, height: 20, width: 30, samples: 1 },
  levels: [{ downsample: 1, height: 20, width: 30 }],
  ...{ series: [], seriesIndex: 0, facts: [], contentKey: 'k-max', channels: [] },
  pixelSizeUm: 'uncalibrated',
}

const image = (address: string): ViewerImage => {
  const size = { t: 1, c: 2, z: 9, height: 20, width: 30, samples: 1 }
  const levels = [{ downsample: 1, height: 20, width: 30 }]
  return { address, description: { size, levels, dtype: 'uint16' } } as unknown as ViewerImage
}

async function viewerOf(first: ViewerImage) {
  const opened = shallowRef<ViewerImage | null>(first)
  let viewer!: ReturnType<typeof useImageViewer>
  const setup = () => {
    viewer = useImageViewer(opened, ref(false))
    return () => null
  }
  mount(defineComponent({ setup }), { global: { plugins: [createPinia()] } })
  await flushPromises()
  await vi.advanceTimersByTimeAsync(500)
  return { viewer, opened }
}

describe('the view of one image', () => {
  test('begins in the middle of the stack with limits of that plane, read once', async () => {
    const { viewer } = await viewerOf(image('/api/i'))
    expect(viewer.plane.value).toEqual({ t: 0, c: 0, z: 4 })
    expect(asked).toEqual(['/api/i/planes/0/0/4/statistics'])
    expect(viewer.contrast.value).toMatchObject({ lower: 10, upper: 500 })
  })
  test('slices keep their limits and get their histogram once one rests on them', async () => {
    const { viewer } = await viewerOf(image('/api/i'))
    viewer.contrast.value = { lower: 1, upper: 2, rule: 'set by hand' }
    for (let step = 0; step < 3; step++) {
      viewer.step('z', 1)
      await vi.advanceTimersByTimeAsync(50)
    }
    await vi.advanceTimersByTimeAsync(500)
    expect(asked.slice(1)).toEqual(['/api/i/planes/0/0/7/statistics'])
    expect(viewer.contrast.value).toMatchObject({ lower: 1, upper: 2 })
  })
  test('another channel has limits of its own', async () => {
    const { viewer } = await viewerOf(image('/api/i'))
    viewer.step('c', 1)
    await vi.advanceTimersByTimeAsync(500)
    expect(viewer.contrast.value?.lower).toBe(11)
  })
  test('without statistics the picture is shown with all that the type can hold', async () => {
    refused = true
    const { viewer } = await viewerOf(image('/api/i'))
    expect(viewer.statisticsProblem.value).toBe('The drive is gone.')
    expect(viewer.contrast.value).toMatchObject({ lower: 0, upper: 65535 })
  })
  test('a projection has limits of its own, and the planes get theirs back', async () => {
    const { viewer } = await viewerOf(image('/api/i'))
    const settings = useViewerSettings()
    settings.projection = 'max'
    await vi.advanceTimersByTimeAsync(500)
    expect(asked.slice(1)).toEqual(['/api/i?view=max', '/api/i/planes/0/0/0/statistics?view=max'])
    expect(viewer.projection.value).toBe('max of z 1–9')
    expect(viewer.panes.value[0]?.readout?.key).toContain('k-max')
    settings.projection = 'slice'
    await vi.advanceTimersByTimeAsync(500)
    expect(asked.at(-1)).toBe('/api/i/planes/0/0/4/statistics')
    expect(viewer.projection.value).toBeNull()
  })
  test('another image begins anew', async () => {
    const { viewer, opened } = await viewerOf(image('/api/i'))
    viewer.step('z', 3)
    opened.value = image('/api/j')
    await vi.advanceTimersByTimeAsync(500)
    expect(viewer.plane.value.z).toBe(4)
    expect(asked.filter((one) => one.startsWith('/api/j'))).toEqual([
      '/api/j/planes/0/0/4/statistics',
    ])
  })
})
