import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findPointPairs } from '../../../src-main/core/datasets/find-point-pairs.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-points-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function files(...names: string[]): Promise<void> {
  for (const name of names) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), '')
  }
}
const pairs = async (places: { images?: string; truth?: string } = {}) => {
  const { pairing, pairedBy } = await findPointPairs(folder, { ignore: [], ...places })
  const named = pairing.pairs.map(({ image, truth }) => [basename(image), basename(truth)])
  return { named, pairedBy, unpaired: pairing.unpaired.map(({ reason }) => reason) }
}

test('pairs two folders by stem, with and without a suffix, arrays included', async () => {
  await files('images/a.tif', 'images/b.tif', 'images/c.tif', 'truth/a.csv', 'truth/b_points.npy')
  const found = await pairs()
  expect(found.named).toEqual([
    ['a.tif', 'a.csv'],
    ['b.tif', 'b_points.npy'],
  ])
  expect(found.unpaired).toEqual([
    'no ground truth named c, alone or with _points, _point, _spots, _locations',
  ])
})

test('pairs tables that lie beside their images', async () => {
  await files('a.tif', 'a.csv', 'b.tif', 'b_spots.tsv', 'notes.txt')
  expect((await pairs()).named).toEqual([
    ['a.tif', 'a.csv'],
    ['b.tif', 'b_spots.tsv'],
  ])
})

test('takes the folders that are named', async () => {
  await files('raw/a.tif', 'centres/a.json')
  expect((await pairs({ images: 'raw', truth: 'centres' })).named).toEqual([['a.tif', 'a.json']])
})

test('says what is needed where nothing pairs', async () => {
  await files('a.tif', 'other.csv')
  await expect(pairs()).rejects.toThrow('has no tables of points that pair with images')
})
