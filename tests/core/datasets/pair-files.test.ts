import { expect, test } from 'vitest'
import { pairFiles } from '../../../src-main/core/datasets/pair-files.ts'

test('pairs by stem whatever the extension, in the order of the images', () => {
  const { pairs, unpaired } = pairFiles(['i/b.png', 'i/a.tif'], ['t/a.tif', 't/b_mask.npy'])
  expect(pairs).toEqual([
    { image: 'i/b.png', truth: 't/b_mask.npy' },
    { image: 'i/a.tif', truth: 't/a.tif' },
  ])
  expect(unpaired).toEqual([])
})

test('reports what stays alone on either side, with the reason', () => {
  const { pairs, unpaired } = pairFiles(['i/a.png', 'i/b.png'], ['t/a.tif', 't/c_mask.tif'])
  expect(pairs).toHaveLength(1)
  expect(unpaired).toHaveLength(2)
  expect(unpaired[0]).toMatchObject({ path: 'i/b.png', side: 'image' })
  expect(unpaired[0]?.reason).toMatch(/no ground truth named b/)
  expect(unpaired[1]).toMatchObject({ path: 't/c_mask.tif', side: 'truth' })
  expect(unpaired[1]?.reason).toMatch(/no image named c/)
})

test('pairs nothing where two ground truths fit one image, and names both', () => {
  const { pairs, unpaired } = pairFiles(['i/a.png'], ['t/a.tif', 't/a.png'])
  expect(pairs).toEqual([])
  expect(unpaired.map(({ side }) => side)).toEqual(['image', 'truth', 'truth'])
  expect(unpaired[0]?.reason).toMatch(/a\.tif and a\.png/)
})

test('pairs nothing where two images claim one ground truth, and names both', () => {
  const { pairs, unpaired } = pairFiles(['i/a.png', 'i/a.tif'], ['t/a.tif'])
  expect(pairs).toEqual([])
  expect(unpaired.map(({ path }) => path)).toEqual(['i/a.png', 'i/a.tif', 't/a.tif'])
  expect(unpaired[0]?.reason).toMatch(/also fits a\.tif/)
  expect(unpaired[2]?.reason).toMatch(/a\.png and a\.tif/)
})
