// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test } from 'vitest'
import { useRecentImages } from '../../../src-renderer/stores/recent-images.ts'

beforeEach(() => {
  localStorage.clear()
  setActivePinia(createPinia())
})

test('the latest stands first, each path once, and the list is bounded', () => {
  const recent = useRecentImages()
  for (let at = 0; at < 12; at++) recent.add(`/${at}.tif`)
  recent.add('/9.tif')
  expect(recent.paths).toHaveLength(8)
  expect(recent.paths.slice(0, 3)).toEqual(['/9.tif', '/11.tif', '/10.tif'])
})
test('the list outlives the window, whatever else is stored', () => {
  useRecentImages().add('/a.tif')
  setActivePinia(createPinia())
  expect(useRecentImages().paths).toEqual(['/a.tif'])
  localStorage.setItem('touchstone.recent-images', '{"not": "a list"}')
  setActivePinia(createPinia())
  expect(useRecentImages().paths).toEqual([])
})
