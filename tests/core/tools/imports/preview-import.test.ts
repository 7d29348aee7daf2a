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
    profile: 'label TIFF',
    size: '64 x 64',
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

test('drawn outlines at half the scale are seen, and said to be such', async () => {
  const place = join(folder, 'drawn')
  mkdirSync(place)
  for (const { id, truth } of dataset.cases) {
    const { data } = await readLabelImage(truth.path)
    const features = [...new Set(data)].filter(Boolean).map((label) => {
      const own = [...data.keys()].filter((at) => data[at] === label)
      const xs = own.map((at) => at % small.side)
      const ys = own.map((at) => Math.floor(at / small.side))
      const [left, right] = [Math.min(...xs) / 2, (Math.max(...xs) + 1) / 2]
      const [top, bottom] = [Math.min(...ys) / 2, (Math.max(...ys) + 1) / 2]
      const ring = [
        ...[
          [left, top],
          [right, top],
          [right, bottom],
        ],
        ...[
          [left, bottom],
          [left, top],
        ],
      ]
      const geometry = { type: 'Polygon', coordinates: [ring] }
      return { type: 'Feature', geometry, properties: {} }
    })
    const document = { type: 'FeatureCollection', features }
    writeFileSync(join(place, `${id}.geojson`), JSON.stringify(document))
  }
  const { cases, suspicions } = (await preview(place))!
  expect(cases[0]).toMatchObject({ state: 'fits', profile: 'GeoJSON', size: '64 x 64' })
  expect(suspicions.join()).toContain("drawn at another scale (0.5 times the image's)")
})

test('points with x and y in each other’s columns are seen in square images', async () => {
  const places = ['10,50', '22,30', '40,9', '55,35', '18,12']
  const turned = places.map((place) => place.split(',').toReversed().join(','))
  const own = join(folder, 'spots')
  const exported = join(own, 'exported')
  for (const name of ['images', 'truth', 'exported'])
    mkdirSync(join(own, name), { recursive: true })
  for (const id of ['a', 'b', 'c']) {
    writeFileSync(join(own, 'images', `${id}.tif`), encodeTiff(imageOf(id), [64, 64]))
    writeFileSync(join(own, 'truth', `${id}.csv`), `x,y\n${places.join('\n')}\n`)
    writeFileSync(join(exported, `${id}.csv`), `x,y\n${turned.join('\n')}\n`)
  }
  dataset = await freezeDataset({
    folder: own,
    task: 'detection',
    images: 'images',
    truth: 'truth',
  })
  const { cases, suspicions } = (await preview(exported))!
  expect(cases[0]).toMatchObject({ objects: 5, trueObjects: 5, profile: 'CSV points' })
  expect(suspicions.join()).toContain('transposed (x and y swapped) in 3 of 3')
  expect(suspicions.join()).toContain('points, drawn as discs, overlap')
})

/** No two images of a dataset are alike. */
const imageOf = (id: string): Uint16Array =>
  Uint16Array.from({ length: 64 * 64 }, (_, at) => (at * id.charCodeAt(0)) % 251)

test('another shape is refused with both sizes, and the reason', async () => {
  const id = 'case-1'
  const place = join(folder, 'tall')
  mkdirSync(place)
  writeFileSync(join(place, `${id}.tif`), encodeTiff(new Uint16Array(64 * 32), [64, 32]))
  const { cases } = (await preview(place))!
  expect(cases[0]).toMatchObject({ state: 'refused', file: `${id}.tif`, size: null })
  expect(cases[0]!.reason).toContain('64 x 64')
})

test('several files for one case are refused by their names, and belong to none', async () => {
  rmSync(join(small.predictions, 'case-1.tif'))
  const names = ['case-1_labels.tif', 'case-1_mask.tif']
  for (const name of names)
    writeFileSync(join(small.predictions, name), encodeTiff(new Uint16Array(16), [4, 4]))
  const { cases, unused } = (await preview(small.predictions))!
  expect(cases[0]).toMatchObject({ state: 'refused', file: null })
  expect(cases[0]!.reason).toMatch(/several predictions.*case-1_labels.*case-1_mask/)
  expect(unused).toEqual(names)
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
