import { expect, test } from 'vitest'
import { createOpenedImageList } from '../../../src-main/core/api/opened-image-list.ts'

function list(capacity: number) {
  let ids = 0
  return createOpenedImageList(() => `id${(ids += 1)}`, capacity)
}
const entry = (path: string, reference = path) => ({ path, reference })

test('the same image has the same name; another series of the file has its own', () => {
  const opened = list(10)
  const name = opened.nameOf(entry('/a.tif'))
  expect(opened.nameOf(entry('/a.tif'))).toBe(name)
  expect(opened.nameOf(entry('/a.tif', '/a.tif#series=1'))).not.toBe(name)
  expect(opened.find(name)).toEqual(entry('/a.tif'))
  expect(opened.find('none')).toBeNull()
})

test('beyond the capacity the image asked for longest ago is forgotten', () => {
  const opened = list(2)
  const [a, b] = [opened.nameOf(entry('/a')), opened.nameOf(entry('/b'))]
  opened.find(a)
  opened.nameOf(entry('/c'))
  expect(opened.find(b)).toBeNull()
  expect(opened.find(a)).not.toBeNull()
  expect(opened.nameOf(entry('/b'))).not.toBe(b)
})
