import { expect, test } from 'vitest'
import { openPng } from '../../../../src-main/core/images/png/open-png.ts'
import { encodePng } from '../../../fixtures/images/encode-png.ts'
import { ramp } from '../../../fixtures/images/encode-tiff.ts'
import { temporaryFolder } from '../../../fixtures/images/temporary-file.ts'

const folder = temporaryFolder()

test.each([
  [0, 1, 'yx', 'bool', 0],
  [0, 4, 'yx', 'uint8', 1],
  [0, 8, 'yx', 'uint8', 0],
  [0, 16, 'yx', 'uint16', 0],
  [2, 8, 'yxs', 'uint8', 0],
  [3, 1, 'yx', 'uint8', 1],
  [4, 16, 'yxs', 'uint16', 0],
  [6, 8, 'yxs', 'uint8', 0],
])('color type %d with %d bits is %s of %s', async (color, bits, axes, dtype, warnings) => {
  const samples = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }[color]!
  const rowBytes = Math.ceil((2 * samples * bits) / 8)
  const rows = [0, 1].map((start) => [0, ...ramp(rowBytes, start)])
  const path = folder.write('a.png', encodePng({ width: 2, height: 2, bits, color, rows }))
  const image = await openPng(path)
  expect(image.info).toMatchObject({ format: 'png', axes, dtype, size: { samples } })
  expect(image.info.warnings).toHaveLength(warnings)
  expect(image.isPalette).toBe(color === 3)
  expect((await image.readAll()).data).toHaveLength(4 * samples)
  await image.close()
})

test('regions are cut from the decoded image, and what is handed out is a copy', async () => {
  const rows = [0, 3, 6].map((start) => [0, ...ramp(3, start)])
  const image = await openPng(
    folder.write('b.png', encodePng({ width: 3, height: 3, bits: 8, color: 0, rows })),
  )
  const block = await image.readRegion({ y: 1, x: 1, height: 2, width: 2 })
  expect([...block.data]).toEqual([4, 5, 7, 8])
  ;(block.data as Uint8Array).fill(0)
  expect([...(await image.readAll()).data]).toEqual([...ramp(9)])
  await image.close()
})

test('transparency apart from the pixels and animation are told', async () => {
  const bytes = encodePng({
    width: 1,
    height: 1,
    bits: 8,
    color: 0,
    rows: [[0, 7]],
    extra: [
      ['tRNS', ramp(2)],
      ['acTL', ramp(8)],
    ],
  })
  const image = await openPng(folder.write('c.png', bytes))
  expect(image.info.warnings).toHaveLength(2)
  await image.close()
})
