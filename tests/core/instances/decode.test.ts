import { describe, expect, test } from 'vitest'
import type { Decoding } from '../../../src-main/contract/tool-file.ts'
import { decodingSchema } from '../../../src-main/contract/tool-file.ts'
import { decodeMask, decodeOutput } from '../../../src-main/core/instances/decode.ts'
import { twoBalls } from './cellpose/two-balls.ts'
import { flowOutputOf } from './stars.ts'

function row(...values: number[]) {
  return { shape: [1, values.length], data: Float32Array.from(values) }
}
function decoding(method: Decoding['method'], rest: object = {}): Decoding {
  return decodingSchema.parse({ method, ...rest })
}
function labels(channels: ReturnType<typeof row>[], how: Decoding): number[] {
  return [...decodeOutput({ channels }, how).data]
}

describe('decodeOutput', () => {
  test('none: reads whole numbers as labels', () => {
    expect(labels([row(0, 7, 7, 70_000)], decoding('none'))).toEqual([0, 7, 7, 70_000])
  })

  test('spots: a disc around each maximum above the threshold', () => {
    const how = decoding('spots', { threshold: 0.4, smoothingSigmaPx: 0, radiusPx: 1 })
    const values = row(0.1, 0.3, 0.9, 0.3, 0.1, 0.2, 0.3, 0.2, 0.1, 0.5, 0.1)
    expect(labels([values], how)).toEqual([0, 1, 1, 1, 0, 0, 0, 0, 2, 2, 2])
    expect([...decodeMask({ channels: [values] }, how).data].filter(Boolean)).toHaveLength(6)
    expect(() => labels([row(0, NaN)], how)).toThrow(/pixel 1/)
  })

  test('cellpose: planes of a stack are joined where a stitch threshold is set', () => {
    const { flowY, flowX, cellProbability } = flowOutputOf([{ y: 20, x: 20, radius: 8 }], [40, 40])
    const stack = [flowY, flowX, cellProbability].map(({ data }) => ({
      shape: [2, 40, 40],
      data: Float32Array.from([...data, ...data]),
    }))
    const count = (how: Decoding): number =>
      new Set(decodeOutput({ channels: stack }, how).data).size - 1
    expect(count(decoding('cellpose'))).toBe(2)
    expect(count(decoding('cellpose', { stitchThreshold: 0.25 }))).toBe(1)
  })

  test('cellpose-3d: takes volumes only, and says which channel is missing', () => {
    const { flows, cellProbability } = twoBalls()
    const how = decoding('cellpose-3d')
    const volume = decodeOutput({ channels: [...flows, cellProbability] }, how)
    expect(new Set(volume.data).size).toBe(3)
    expect(() => decodeOutput({ channels: [...flows] }, how)).toThrow(
      /cell probability in output channel 3/,
    )
    expect(() => labels([row(1), row(1), row(1), row(1)], how)).toThrow(/volumes/)
  })

  test('none: refuses fractions and negative values', () => {
    expect(() => labels([row(0, 0.5)], decoding('none'))).toThrow(/pixel 1 is 0.5/)
    expect(() => labels([row(-1, 0)], decoding('none'))).toThrow(/pixel 0 is -1/)
    expect(() => labels([row(NaN)], decoding('none'))).toThrow(/NaN/)
  })

  test('threshold-components: strictly above the threshold, of the channel asked for', () => {
    const channels = [row(0, 0, 0, 0), row(0.5, 0.6, 0.1, 0.9)]
    const how = decoding('threshold-components', { channel: 1 })
    expect(labels(channels, how)).toEqual([0, 1, 0, 2])
  })

  test('threshold-components: drops objects below the smallest area', () => {
    const how = decoding('threshold-components', { minimumAreaPx: 2 })
    expect(labels([row(1, 0, 1, 1)], how)).toEqual([0, 0, 2, 2])
  })

  test('threshold-watershed: splits at a neck that components would join', () => {
    const values = Array.from({ length: 24 * 48 }, (_, i) => {
      const y = Math.floor(i / 48) - 12
      const x = (i % 48) - 24
      return Math.hypot(Math.abs(x) - 7, y) <= 8 ? 0.9 : 0.1
    })
    const channel = { shape: [24, 48], data: Float32Array.from(values) }
    const count = (how: Decoding) => Math.max(...decodeOutput({ channels: [channel] }, how).data)
    expect(count(decoding('threshold-watershed'))).toBe(2)
    expect(count(decoding('threshold-components'))).toBe(1)
  })

  test('foreground-boundary: floods interiors up to the boundary, leaving unseeded foreground out', () => {
    const foreground = row(0.9, 0.9, 0.9, 0.9, 0.9, 0.1, 0.9)
    const boundary = row(0.1, 0.1, 0.8, 0.1, 0.1, 0.1, 0.7)
    const found = labels([foreground, boundary], decoding('foreground-boundary'))
    expect(found).toEqual([1, 1, 1, 2, 2, 0, 0])
  })

  test('names the channel that is not there', () => {
    const how = decoding('threshold-components', { channel: 3 })
    expect(() => labels([row(1)], how)).toThrow(/channel 3.*1 channel/)
  })

  test('refuses NaN instead of calling it background', () => {
    expect(() => labels([row(1, NaN)], decoding('threshold-components'))).toThrow(/NaN.*pixel 1/)
  })
})

describe('decodeMask', () => {
  test('thresholds the channel of the decoding', () => {
    const mask = decodeMask({ channels: [row(0.4, 0.6)] }, decoding('threshold-components'))
    expect([...mask.data]).toEqual([0, 1])
  })

  test('takes the foreground channel of a foreground and boundary pair', () => {
    const how = decoding('foreground-boundary', { foregroundChannel: 1, boundaryChannel: 0 })
    expect([...decodeMask({ channels: [row(1, 1), row(0.2, 0.8)] }, how).data]).toEqual([0, 1])
  })

  test('none: any label is foreground', () => {
    expect([...decodeMask({ channels: [row(0, 5, 256)] }, decoding('none')).data]).toEqual([
      0, 1, 1,
    ])
  })
})
