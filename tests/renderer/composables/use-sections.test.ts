// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test } from 'vitest'
import { effectScope, nextTick, ref, shallowRef } from 'vue'
import type { ImageDescription } from '../../../src-main/contract/images.ts'
import { useSections } from '../../../src-renderer/composables/use-sections.ts'
import { useViewerSettings } from '../../../src-renderer/stores/viewer-settings.ts'
import type { Camera } from '../../../src-renderer/viewer/camera.ts'
import { imagePane } from '../../../src-renderer/viewer/panes.ts'

beforeEach(() => {
  setActivePinia(createPinia())
})

function begin(pixelSizeUm: ImageDescription['pixelSizeUm'] = { x: 1, y: 1, z: 2 }, z = 10) {
  const asked: string[] = []
  const size = { t: 1, c: 1, z, height: 50, width: 80, samples: 1 }
  const plane = shallowRef({ t: 0, c: 0, z: 4 })
  const camera = shallowRef<Camera | null>({ x: 40, y: 25, zoom: 2 })
  const description = shallowRef({ size, pixelSizeUm } as ImageDescription)
  const empty = imagePane(null, plane.value, false)
  const sections = effectScope().run(() =>
    useSections({
      ...{ plane, camera, description, extent: ref({ width: 80, height: 50 }), pane: ref(empty) },
      contentOf: (kind, at) => {
        asked.push(`${kind} ${at.z}`)
        return empty
      },
    }),
  )!
  return { sections, plane, camera, asked, settings: useViewerSettings() }
}

test('sections are shown of stacks, where they are asked for, and not of projections', () => {
  const { sections, settings } = begin()
  expect(sections.isOn.value).toBe(false)
  settings.ortho = true
  expect(sections.isOn.value).toBe(true)
  settings.projection = 'max'
  expect(sections.isOn.value).toBe(false)
  expect(sections.pointIn('xy')).toBeNull()
  settings.projection = 'slice'
  expect(begin(undefined, 1).sections.isOn.value).toBe(false)
})

test('begin in the middle; a click in one view moves the other two', () => {
  const { sections, plane, asked, settings } = begin()
  settings.ortho = true
  expect(sections.cross.value).toEqual({ x: 40, y: 25, z: 4 })
  expect(sections.xz.content.value?.title).toBe('xz at y 25')
  sections.moveIn('xz', { x: 7.5, y: 15 })
  expect(sections.cross.value).toEqual({ x: 7, y: 25, z: 7 })
  expect(plane.value.z).toBe(7)
  expect(sections.yz.content.value?.title).toBe('yz at x 7')
  sections.moveIn('xy', { x: 8, y: 9 })
  void sections.xz.content.value
  expect(asked).toEqual(['xz 25', 'yz 7', 'xz 9'])
})

test('the sections share the camera of the planes', async () => {
  const { sections, camera, settings } = begin()
  settings.ortho = true
  sections.xz.room.value = { width: 160, height: 100 }
  await nextTick()
  expect(sections.xz.extent.value).toEqual({ width: 80, height: 20 })
  expect(sections.xz.camera.value).toEqual({ x: 40, y: 10, zoom: 2 })
  sections.xz.camera.value = { x: 30, y: 3, zoom: 16 }
  await nextTick()
  expect(camera.value).toEqual({ x: 30, y: 25, zoom: 16 })
  // The plane in question, 4, stays in sight.
  expect(sections.xz.camera.value?.y).toBeCloseTo(9 - 100 / 16 / 2)
})

test('planes without a known distance are drawn a pixel apart, and that is said', () => {
  const { sections, settings } = begin({ x: 1, y: 1 })
  settings.ortho = true
  expect(sections.isCalibrated.value).toBe(false)
  expect(sections.yz.extent.value).toEqual({ width: 10, height: 50 })
  expect(sections.yz.pixelSizeUm.value).toBe('uncalibrated')
})

test('the views fill their room: shares count in percent', () => {
  const { sections, settings } = begin()
  settings.ortho = true
  expect(sections.gridTemplate.value).toBe(
    'minmax(0, 71fr) minmax(132px, 29fr) auto / minmax(0, 80fr) minmax(220px, 20fr)',
  )
})

test('what is under a cursor over a section is told with its place in the image', () => {
  const { sections, settings } = begin()
  settings.ortho = true
  sections.look('xz', { x: 12.5, y: 7 })
  // Planes are two pixels apart: the fourth begins at 6.
  expect(sections.under.value).toEqual({ at: { x: 12, y: 25, z: 3 }, text: '–' })
  sections.look('yz', { x: 1, y: 30 })
  sections.look('xz', null)
  expect(sections.under.value?.at).toEqual({ x: 40, y: 30, z: 0 })
  sections.look('yz', { x: 25, y: 30 })
  expect(sections.under.value).toBeNull()
  sections.look('yz', { x: 1, y: 30 })
  sections.look('yz', null)
  expect(sections.under.value).toBeNull()
})
