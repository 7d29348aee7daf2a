import { describe, expect, test } from 'vitest'
import { luminanceWeights, planChannels } from '../../../src-main/core/tools/channel-mapping.ts'

function info(c: number, samples: number, names: string[] = []) {
  return {
    size: { t: 1, c, z: 1, height: 2, width: 2, samples },
    channels: names.map((name) => ({ name })),
  }
}
const first = { from: 'channel', c: 0, sample: 0 } as const

describe('auto', () => {
  test('takes the only channel without a note', () => {
    expect(planChannels('a.tif', info(1, 1), 'auto', 1)).toEqual({ sources: [first], note: null })
  })

  test('takes the luminance of RGB and RGBA for one channel, and says so', () => {
    const rgb = planChannels('a.png', info(1, 3), 'auto', 1)
    expect(rgb.sources).toEqual([{ from: 'luminance' }])
    expect(rgb.note).toMatch(/0\.299 R \+ 0\.587 G \+ 0\.114 B/)
    expect(rgb.note).not.toMatch(/alpha/)
    expect(planChannels('a.png', info(1, 4), 'auto', 1).note).toMatch(/alpha channel was ignored/)
  })

  test('takes gray from gray with alpha', () => {
    expect(planChannels('a.png', info(1, 2), 'auto', 1)).toMatchObject({ sources: [first] })
  })

  test('never chooses among several channels: it names them and what to set', () => {
    expect(() => planChannels('a.tif', info(2, 1, ['DAPI', 'GFP']), 'auto', 1)).toThrow(
      /a\.tif has 2 channels \(0: DAPI, 1: GFP\), but the tool takes 1\. .*number from 0 to 1/,
    )
  })

  test('does not give colour to a model of three channels unasked', () => {
    expect(() => planChannels('a.png', info(1, 3), 'auto', 3)).toThrow(
      /Set the tool's channel to all/,
    )
  })
})

describe('stated', () => {
  test('a number takes one stored channel or one colour sample', () => {
    expect(planChannels('a.tif', info(3, 1, ['a', 'b', 'c']), 2, 1)).toEqual({
      sources: [{ from: 'channel', c: 2, sample: 0 }],
      note: 'Channel: 2 (c) of 3, counted from 0.',
    })
    expect(planChannels('a.png', info(1, 3), 1, 1).sources).toEqual([
      { from: 'channel', c: 0, sample: 1 },
    ])
  })

  test('a number beyond the last channel is refused', () => {
    expect(() => planChannels('a.tif', info(2, 1), 2, 1)).toThrow(/channel 2 was asked for/)
  })

  test('all takes every channel where the tool takes as many', () => {
    expect(planChannels('a.tif', info(2, 1), 'all', 2).sources).toHaveLength(2)
    const rgba = planChannels('a.png', info(1, 4), 'all', 3)
    expect(rgba.sources).toHaveLength(3)
    expect(rgba.note).toMatch(/alpha/)
    expect(() => planChannels('a.tif', info(2, 1), 'all', 3)).toThrow(/has 2 .*takes 3/)
  })

  test('luminance needs colour and a tool of one channel', () => {
    expect(() => planChannels('a.tif', info(1, 1), 'luminance', 1)).toThrow(/1 channel/)
    expect(() => planChannels('a.png', info(1, 3), 'luminance', 3)).toThrow(/takes 3/)
  })
})

test('the luminance weights sum to one', () => {
  expect(luminanceWeights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12)
})
