// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import { effectScope, shallowRef } from 'vue'
import type { ImageDescription } from '../../../src-main/contract/images.ts'
import { useVolumeViews } from '../../../src-renderer/composables/use-volume-views.ts'
import type { WantedView } from '../../../src-renderer/viewer/viewed-case.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

const description: ImageDescription = {
  ...{ format: 'npy', axes: 'zyx', shape: [4, 2, 3], dtype: 'uint8', levels: [], warnings: [] },
  size: { t: 1, c: 1, z: 4, height: 2, width: 3, samples: 1 },
  ...{ series: [], seriesIndex: 0, facts: [], contentKey: 'k', channels: [] },
  pixelSizeUm: 'uncalibrated',
}
const max: WantedView = {
  image: { address: '/api/images/a', description },
  role: 'intensity',
  view: 'max',
}
const top: WantedView = { ...max, role: 'labels', view: 'top' }

function begin(answer: () => Response) {
  const asked: string[] = []
  const signals: AbortSignal[] = []
  vi.stubGlobal('fetch', (address: string, init: RequestInit) => {
    asked.push(address)
    signals.push(init.signal!)
    return Promise.resolve(answer())
  })
  const wanted = shallowRef<readonly WantedView[]>([])
  const scope = effectScope()
  const find = scope.run(() => useVolumeViews(() => wanted.value))!
  return { asked, signals, wanted, find, scope }
}

test('a view is described once, for as long as it is wanted', async () => {
  const flat = { ...description, contentKey: 'k-max' }
  const { asked, wanted, find } = begin(() => Response.json(flat))
  wanted.value = [max, top]
  await flushPromises()
  wanted.value = [max, top]
  await flushPromises()
  expect(asked).toEqual(['/api/images/a?view=max', '/api/images/a?labels=1&view=top'])
  expect(find(max).value).toMatchObject({ address: '/api/images/a', view: 'max' })
  expect(find(max).value?.description.contentKey).toBe('k-max')
  wanted.value = []
  await flushPromises()
  expect(find(max).value).toBeNull()
})

test('a view that cannot be had leaves its sentence', async () => {
  const error = { code: 'bad-request', message: 'The image has 1 to 4.' }
  const { wanted, find } = begin(() => Response.json({ error }, { status: 400 }))
  wanted.value = [max]
  await flushPromises()
  expect(find(max)).toMatchObject({ value: null, problem: 'The image has 1 to 4.' })
})

test('nobody waits for a view that is no longer wanted', async () => {
  const { signals, wanted, scope } = begin(() => Response.json(description))
  wanted.value = [max]
  await Promise.resolve()
  wanted.value = [top]
  await vi.waitFor(() => expect(signals).toHaveLength(2))
  scope.stop()
  expect(signals[0]?.aborted || signals[1]?.aborted).toBe(true)
})
