import { expect, test } from 'vitest'
import { suggestMeaning } from '../../../../src-main/core/models/bare/suggest-meaning.ts'
import type { OutputLook, Trial } from '../../../../src-main/core/models/bare/try-sizes.ts'

function meaning(look: Partial<OutputLook>, scale = 1, axes = 'bcyx') {
  const output: OutputLook = {
    ...{ shape: [1, 1, 64, 64], dtype: 'float32', min: 0, max: 1 },
    ...{ sumsToOne: false, isFinite: true },
    ...look,
  }
  const trial: Trial = {
    ...{ taken: [64], refused: [], multiple: 1, channels: 1 },
    relation: { scale, offsetPx: 0 },
    output,
  }
  return suggestMeaning(trial, axes)
}
const channels = (count: number, look: Partial<OutputLook> = {}, scale = 1) =>
  meaning({ shape: [1, count, 64, 64], ...look }, scale)

test('one channel is left to a person, but for larger images and whole numbers', () => {
  expect(meaning({})).toMatchObject({
    decoding: null,
    open: [expect.stringMatching(/foreground probability or/)],
  })
  expect(meaning({ min: -3, max: 9 }, 2)).toMatchObject({ decoding: { method: 'none' }, open: [] })
  expect(meaning({ dtype: 'int64', max: 7 }).decoding).toEqual({ method: 'none' })
})

test('scores beyond 0 and 1 are said', () => {
  expect(meaning({ min: -3.25, max: 4 }).open[0]).toMatch(/went from -3\.25 to 4\.00.*sigmoid/)
})

test('channels that sum to 1 are classes', () => {
  expect(channels(2, { sumsToOne: true }).decoding).toMatchObject({
    ...{ method: 'threshold-components', channel: 1, threshold: 0.5 },
  })
  expect(channels(3, { sumsToOne: true }).decoding).toMatchObject({
    ...{ method: 'foreground-boundary', foregroundChannel: 1, boundaryChannel: 2 },
  })
})

test('a probability and an even number of distances are StarDist, on its grid', () => {
  expect(channels(33, { max: 80 }, 0.5).decoding).toMatchObject({
    ...{ method: 'stardist', rays: 32, gridY: 2, gridX: 2 },
  })
  const volume = meaning({ shape: [1, 97, 8, 8, 8] }, 1, 'bczyx')
  expect(volume.decoding).toMatchObject({ method: 'stardist-3d', rays: 96 })
  expect(volume.open).toContainEqual(expect.stringMatching(/anisotropy/))
})

test('other numbers of channels are not guessed', () => {
  expect(channels(3, { min: -5, max: 5 })).toMatchObject({ decoding: null })
  expect(channels(4)).toMatchObject({
    decoding: null,
    open: [expect.stringMatching(/4 output channels/)],
  })
  expect(meaning({ isFinite: false }).open.at(-1)).toMatch(/NaN or infinite/)
})
