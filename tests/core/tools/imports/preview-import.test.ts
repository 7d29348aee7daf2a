import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { FrozenDataset } from '../../../../src-main/contract/datasets.ts'
import { freezeDataset } from '../../../../src-main/core/datasets/freeze-dataset.ts'
import { readLabelImage } from '../../../../src-main/core/images/read-label-image.ts'
import { previewImport } from '../../../../src-main/core/tools/imports/preview-import.ts'
import { encodeTiff } from '../../../contract/encode-tiff.ts'
import { newFolder, writeSmallDataset, type SmallDataset } from '../../../contract/small-dataset.ts'

let folder = ''
let small: SmallDataset
let dataset: FrozenDataset
beforeEach(async () => {
  folder = newFolder()
  small = writeSmallDataset(folder, { cases: 4 })
  dataset = await freezeDataset({ folder })
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

const preview = (place: string, mostLookedAt = 100) =>
  previewImport({
    ...{ reference: `predictions:${place}`, dataset, mostLookedAt },
    cacheDir: join(folder, 'cache'),
  })

/** The truth of every case, changed, as a folder of predictions. */
async function predictions(
  change: (labels: Uint32Array, side: number) => Uint32Array | Uint16Array,
  name = 'changed',
): Promise<string> {
  const place = join(folder, name)
  mkdirSync(place, { recursive: true })
  for (const { id, truth } of dataset.cases) {
    const { data } = await readLabelImage(truth.path)
    const made = Uint16Array.from(change(data, small.side))
    writeFileSync(
      join(place, `${id}.tif`),
      encodeTiff(made, [small.side, made.length / small.side]),
    )
  }
  return place
}

test('pairs every case, counts objects on both sides, and names what belongs to no case', async () => {
  writeFileSync(join(small.predictions, 'case-9.tif'), encodeTiff(new Uint16Array(16), [4, 4]))
  writeFileSync(join(small.predictions, 'notes.md'), 'by hand')
  const found = (await preview(small.predictions))!
  expect(found.cases.map(({ state }) => state)).toEqual(['fits', 'fits', 'fits', 'fits'])
  expect(found.cases[0]).toMatchObject({
    file: 'case-1.tif',
    trueObjects: dataset.cases[0]!.objects,
  })
  expect(found.cases[0]!.objects).toBeLessThan(found.cases[0]!.trueObjects!)
  expect(found).toMatchObject({ unused: ['case-9.tif'], unusedTotal: 1, suspicions: [] })
  expect(existsSync(join(folder, 'cache', 'import-preview'))).toBe(true)
  expect(readdirSync(join(folder, 'cache', 'import-preview'))).toEqual([])
})

test('a missing and a refused case say why, and the others are looked at', async () => {
  rmSync(join(small.predictions, 'case-2.tif'))
  writeFileSync(
    join(small.predictions, 'case-3.tif'),
    encodeTiff(new Uint16Array(32 * 32), [32, 32]),
  )
  const { cases } = (await preview(small.predictions))!
  expect(cases.map(({ state }) => state)).toEqual(['fits', 'missing', 'refused', 'fits'])
  expect(cases[1]!.reason).toContain('case-2')
  expect(cases[2]!.reason).toContain('It looks like another scale: 0.5 times')
})

test('swapped axes of square images are seen by what lies where', async () => {
  const place = await predictions((labels, side) =>
    labels.map((_, at) => labels[(at % side) * side + Math.floor(at / side)]!),
  )
  const { suspicions } = (await preview(place))!
  expect(suspicions).toHaveLength(1)
  expect(suspicions[0]).toContain('transposed (x and y swapped) in 3 of 3 cases')
})

test('a mask is told from numbered objects', async () => {
  const place = await predictions((labels) => labels.map((label) => Math.min(1, label)))
  const { suspicions, cases } = (await preview(place))!
  expect(suspicions.join()).toContain('masks, not numbered objects')
  expect(cases[0]!.objects).toBe(1)
})

test('of many cases some are looked at, the others are paired by name', async () => {
  const found = (await preview(small.predictions, 2))!
  const states = found.cases.map(({ state }) => state)
  expect(states).toEqual(['fits', 'not-looked-at', 'not-looked-at', 'fits'])
  expect(found.lookedAt).toBe(2)
})

test('a tool that runs here is no import', async () => {
  const asked = { reference: 'baseline:otsu', dataset, mostLookedAt: 1, cacheDir: folder }
  expect(await previewImport(asked)).toBeNull()
})
