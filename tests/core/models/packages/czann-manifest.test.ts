import { expect, test } from 'vitest'
import {
  czannManifestSchema,
  czannSettings,
  whyTypeNotRunnable,
} from '../../../../src-main/core/models/packages/czann-manifest.ts'
import { bareOnnxSchema } from '../../../../src-main/core/models/bare/bare-settings.ts'

const manifest = (changes: Record<string, unknown> = {}) =>
  czannManifestSchema.parse({
    ...{ Id: '1', Type: 'SingleClassSemanticSegmentation' },
    ...{ InputShape: [64, 64, 1], OutputShape: [64, 64, 2], MinOverlap: [16, 16] },
    ...{ Classes: ['Background', 'Cell'], ...changes },
  })

test('the border of a tile is half the overlap of two', () => {
  expect(czannSettings(manifest())).toEqual({
    ...{ inputAxes: 'byxc', outputAxes: 'byxc', normalisation: 'type-range' },
    ...{ haloPx: 8, outputChannels: 'Background, Cell' },
  })
  expect(czannSettings(manifest({ MinOverlap: [9, 3] }))).toMatchObject({ haloPx: 5 })
  expect(czannSettings(manifest({ MinOverlap: null }))).toMatchObject({ haloPx: 0 })
})

test('a volume has its own overlap along z', () => {
  const volume = { InputShape: [16, 64, 64, 1], OutputShape: [16, 64, 64, 2] }
  expect(czannSettings(manifest({ ...volume, MinOverlap: [4, 32, 32] }))).toMatchObject({
    ...{ inputAxes: 'bzyxc', outputAxes: 'bzyxc', haloPx: 16, haloZ: 2 },
  })
})

test('colour goes in as blue, green, red; a restored image comes out in the range of its type', () => {
  const colour = { InputShape: [64, 64, 3], OutputShape: [64, 64, 3], Classes: null }
  expect(czannSettings(manifest({ ...colour, Type: 'Regression' }))).toMatchObject({
    ...{ reverseChannels: true, restoreRange: true },
  })
})

test('class names that do not fit the output are left out', () => {
  expect(czannSettings(manifest({ Classes: ['a', 'b', 'c'] }))).not.toHaveProperty('outputChannels')
})

test('its settings are settings of bare weights', () => {
  expect(bareOnnxSchema.safeParse(czannSettings(manifest())).success).toBe(true)
})

test('types that give no image are named', () => {
  expect(whyTypeNotRunnable(manifest())).toBeNull()
  expect(whyTypeNotRunnable(manifest({ Type: 'Regression' }))).toBeNull()
  expect(whyTypeNotRunnable(manifest({ Type: 'ObjectDetection' }))).toMatch(/ObjectDetection/)
})
