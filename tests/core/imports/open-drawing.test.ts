import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openImage } from '../../../src-main/core/images/open-image.ts'
import { openDrawing } from '../../../src-main/core/imports/open-drawing.ts'
import { roiBytes } from '../../fixtures/imports/roi-bytes.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-open-drawing-'))
  const box = { top: 1, left: 1, bottom: 3, right: 3 }
  await writeFile(join(folder, 'a.roi'), roiBytes({ type: 1, box }))
})
afterEach(() => rm(folder, { recursive: true }))

test('objects are an image of labels, read by rectangles as any image is', async () => {
  const image = await openImage(`${join(folder, 'a.roi')}#drawn=5x4`)
  expect(image.info).toMatchObject({ axes: 'yx', shape: [4, 5], dtype: 'uint32' })
  expect(image.info.series).toEqual([{ name: 'objects', kind: 'labels' }])
  const { data } = await image.readRegion({ y: 1, x: 0, height: 2, width: 3 })
  expect([...data]).toEqual([0, 1, 1, 0, 1, 1])
  await image.close()
})

test('as a mask there is foreground only', async () => {
  const on = { width: 5, height: 4, depth: 1, isMask: true }
  const image = await openDrawing(join(folder, 'a.roi'), on)
  expect(image.info.dtype).toBe('uint8')
  const { data } = await image.readAll()
  expect(Array.from(data, Number).filter((value) => value === 1)).toHaveLength(4)
})

test('a size that cannot be held is refused before anything is allocated', async () => {
  const path = join(folder, 'a.roi')
  await expect(openImage(`${path}#drawn=9999999x9999999`)).rejects.toMatchObject({
    code: 'file-too-large',
  })
})

test('the file itself may be missing', async () => {
  await expect(openImage(`${join(folder, 'b.roi')}#drawn=5x4`)).rejects.toMatchObject({
    code: 'file-not-found',
  })
})
