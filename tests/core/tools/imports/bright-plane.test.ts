import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { brightPlane } from '../../../../src-main/core/tools/imports/bright-plane.ts'
import { encodeTiff } from '../../../contract/encode-tiff.ts'
import { newFolder } from '../../../contract/small-dataset.ts'

let folder = ''
beforeEach(() => {
  folder = newFolder()
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const ramp = Uint16Array.from({ length: 100 }, (_, at) => at)
async function brightOf(values: Uint16Array) {
  const path = join(folder, 'a.tif')
  writeFileSync(path, encodeTiff(values, [5, 20]))
  return (await brightPlane(path))!
}

test('the brightest pixels are marked where they lie, however the values are scaled', async () => {
  const plane = await brightOf(ramp)
  expect([plane.height, plane.width]).toEqual([5, 20])
  expect(Array.from(plane.data)).toEqual(Array.from(ramp, (value) => +(value > 85)))
  const scaled = await brightOf(ramp.map((value) => 300 + value * 7))
  expect(scaled.data).toEqual(plane.data)
})

test('an image of one value has no bright place', async () => {
  const { data } = await brightOf(new Uint16Array(100).fill(9))
  expect(new Set(data as Uint8Array)).toEqual(new Set([0]))
})
