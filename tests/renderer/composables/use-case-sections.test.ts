// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { computed, effectScope, ref, shallowRef } from 'vue'
import type { ImageDescription } from '../../../src-main/contract/images.ts'
import { useCaseSections } from '../../../src-renderer/composables/use-case-sections.ts'
import type { useViewer } from '../../../src-renderer/composables/use-viewer.ts'
import { useViewerSettings } from '../../../src-renderer/stores/viewer-settings.ts'
import type { CaseImages } from '../../../src-renderer/viewer/case-images.ts'
import { panesOf } from '../../../src-renderer/viewer/panes.ts'
import type { PaneChoices } from '../../../src-renderer/viewer/panes.ts'
import { createTileCache } from '../../../src-renderer/viewer/tile-cache.ts'

const description: ImageDescription = {
  ...{ format: 'npy', axes: 'zyx', shape: [9, 20, 30], dtype: 'uint16', warnings: [] },
  size: { t: 1, c: 1, z: 9, height: 20, width: 30, samples: 1 },
  levels: [{ downsample: 1, height: 20, width: 30 }],
  ...{ series: [], seriesIndex: 0, facts: [], contentKey: 'k', channels: [] },
  pixelSizeUm: { x: 1, y: 1, z: 3 },
}
const xz: ImageDescription = {
  ...description,
  size: { ...description.size, z: 20, height: 9 },
  levels: [{ downsample: 1, height: 9, width: 30 }],
  contentKey: 'k-xz',
}
const asked: string[] = []
beforeEach(() => {
  setActivePinia(createPinia())
  asked.length = 0
  vi.stubGlobal('fetch', (address: string) => {
    asked.push(address)
    return Promise.resolve(Response.json(xz))
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
})

/** Of the viewer of a case: an input, a truth and one tool, all labels but the input. */
function begin() {
  const image = (address: string) => ({ value: { address, description }, problem: null })
  const tool = { key: 'a', run: 'r', name: 'Tool', index: 0, failure: null }
  const images: CaseImages = {
    ...{ task: 'semantic', input: image('/input'), truth: image('/truth'), tools: [tool] },
    ...{ predictions: new Map([['a', image('/a')]]), objects: new Map(), points: new Map() },
  }
  const choices: PaneChoices = {
    ...{ labels: true, errors: true, difference: false, hidden: new Set<string>() },
  }
  const cache = createTileCache(1e6, () => undefined)
  const plane = shallowRef({ t: 0, c: 0, z: 4 })
  const shownAt = shallowRef<{ x: number; y: number; z: number } | null>(null)
  const viewer = {
    ...{ all: ref(images), choices: ref(choices), plane, shownAt },
    panes: computed(() => panesOf(images, plane.value, choices, cache)),
    camera: shallowRef({ x: 15, y: 10, zoom: 1 }),
    extent: ref({ width: 30, height: 20 }),
    display: { look: ref({ table: 'grays', gamma: 1, channels: null }) },
  }
  const sections = effectScope().run(() =>
    useCaseSections(viewer as unknown as ReturnType<typeof useViewer>),
  )!
  return { sections, shownAt, settings: useViewerSettings() }
}

test('nothing is asked before sections are wanted, then the views of every image once', async () => {
  const { settings } = begin()
  await flushPromises()
  expect(asked).toEqual([])
  settings.ortho = true
  await flushPromises()
  expect(asked.toSorted()).toEqual([
    ...['/a?labels=1&view=xz', '/a?labels=1&view=yz', '/input?view=xz', '/input?view=yz'],
    ...['/truth?labels=1&view=xz', '/truth?labels=1&view=yz'],
  ])
})

test('the first tool is cut, or the pane that is chosen, with its labels and errors', async () => {
  const { sections, settings } = begin()
  settings.ortho = true
  await flushPromises()
  expect(sections.pane.value?.title).toBe('Tool')
  const cut = sections.xz.content.value
  expect(cut?.image?.source.key).toMatch(/^\/input k-xz intensity 0 0 10$/)
  expect(cut?.labels?.key).toMatch(/^\/a k-xz labels 0 0 10$/)
  expect(cut?.errors?.kind).toBe('pixels')
  settings.orthoPane = 'truth'
  expect(sections.xz.content.value?.labels?.key).toMatch(/^\/truth /)
})

test('an object that is gone to is gone to in all views', async () => {
  const { sections, settings, shownAt } = begin()
  settings.ortho = true
  shownAt.value = { x: 3, y: 7, z: 2 }
  await flushPromises()
  expect(sections.cross.value).toMatchObject({ x: 3, y: 7 })
  expect(sections.xz.content.value?.title).toBe('xz at y 7')
})
