import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { FrozenCase } from '../../../../src-main/contract/datasets.ts'
import {
  heldAgainstTruth,
  importedContent,
} from '../../../../src-main/core/tools/imports/imported-content.ts'
import { encodeTiff } from '../../../contract/encode-tiff.ts'
import { newFolder } from '../../../contract/small-dataset.ts'

let folder = ''
beforeEach(() => {
  folder = newFolder()
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

function file(name: string, bytes: Uint8Array | string): string {
  writeFileSync(join(folder, name), bytes)
  return join(folder, name)
}
const frozen = (image: string, truth: string) =>
  ({ image: { path: image }, truth: { path: truth } }) as FrozenCase
const labels = Uint16Array.from({ length: 40 * 20 }, (_, at) => +(at % 40 < 6) * (at < 200 ? 3 : 7))

test('labels are counted, and lie on the truth as they are', async () => {
  const path = file('a.tif', encodeTiff(labels, [20, 40]))
  const content = await importedContent(path, 'instances')
  expect(content).toMatchObject({ objects: 2, size: '40 x 20', points: null })
  const held = await heldAgainstTruth(frozen(path, path), content)
  expect(held!.asGiven).toBe(1)
})

test('points are counted, and held against those of the truth as discs', async () => {
  const image = file('a.tif', encodeTiff(new Uint16Array(64 * 64), [64, 64]))
  const truth = file('t.csv', 'x,y\n5,40\n20,50\n44,12\n33,60\n')
  const content = await importedContent(
    file('p.csv', 'x,y\n40,5\n50,20\n12,44\n60,33\n'),
    'detection',
  )
  expect(content).toMatchObject({ objects: 4, size: null, labels: null })
  const held = await heldAgainstTruth(frozen(image, truth), content)
  expect(held!.others[0]).toEqual({ way: 'transposed (x and y swapped)', iou: 1 })
})

test('a restored image is held against the truth by where both are bright', async () => {
  const path = file('a.tif', encodeTiff(labels, [20, 40]))
  const content = await importedContent(path, 'restoration')
  expect(content).toMatchObject({ labels: null, points: null, objects: null, size: '40 x 20' })
  const flipped = file('f.tif', encodeTiff(labels.toReversed(), [20, 40]))
  const held = await heldAgainstTruth(frozen(path, flipped), content)
  expect(held!.others[0]).toEqual({ way: 'turned by half', iou: 1 })
  const other = file('o.tif', encodeTiff(labels, [40, 20]))
  expect(await heldAgainstTruth(frozen(path, other), content)).toBeNull()
})

test('a class has neither size nor place', async () => {
  const content = await importedContent(file('a.csv', 'class\nmitosis\n'), 'classification')
  expect(content.size).toBeNull()
  expect(await heldAgainstTruth(frozen('', ''), content)).toBeNull()
})

test('a truth that is none says nothing about a prediction', async () => {
  const path = file('a.tif', encodeTiff(labels, [20, 40]))
  const content = await importedContent(path, 'instances')
  const broken = file('b.tif', 'no image')
  expect(await heldAgainstTruth(frozen(path, broken), content)).toBeNull()
})
