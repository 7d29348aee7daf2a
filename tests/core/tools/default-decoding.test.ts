import { expect, test } from 'vitest'
import { defaultDecoding } from '../../../src-main/core/tools/default-decoding.ts'

function model(outputChannels: string[], decoding?: unknown) {
  const config = decoding === undefined ? null : { touchstone: { decoding } }
  return { name: 'Net', config, outputChannels }
}

test('a single channel without a statement gets the one default for instances', () => {
  const decoding = defaultDecoding(model(['probability']), 'instances')
  expect(decoding).toEqual({
    method: 'threshold-watershed',
    channel: 0,
    threshold: 'automatic',
    smoothingSigmaPx: 1,
    minimumSeedDistancePx: 5,
    minimumAreaPx: 20,
  })
})

test('semantic takes one half, restoration the output itself', () => {
  expect(defaultDecoding(model(['p']), 'semantic')).toMatchObject({ threshold: 0.5, channel: 0 })
  expect(defaultDecoding(model(['p']), 'restoration')).toEqual({ method: 'none' })
})

test('what the package states comes first, channels by name or number', () => {
  const stated = { method: 'foreground-boundary', foregroundChannel: 'fg', boundaryChannel: 0 }
  expect(defaultDecoding(model(['edge', 'fg'], stated), 'instances')).toEqual({
    method: 'foreground-boundary',
    foregroundChannel: 1,
    boundaryChannel: 0,
    foregroundThreshold: 0.5,
    seedThreshold: 0.5,
    minimumAreaPx: 0,
  })
})

test('refuses a channel name that the output lacks, naming those it has', () => {
  const stated = { method: 'threshold-components', channel: 'nuclei' }
  expect(() => defaultDecoding(model(['a', 'b'], stated), 'instances')).toThrow(/"nuclei".*a, b/)
})

test('refuses a stated decoding that is none', () => {
  expect(() => defaultDecoding(model(['a'], { method: 'magic' }), 'instances')).toThrow(
    /config\.touchstone\.decoding\.method/,
  )
  expect(() => defaultDecoding(model(['a'], 'threshold'), 'instances')).toThrow(/decoding/)
})

test('refuses to assume anything for several channels', () => {
  expect(() => defaultDecoding(model(['fg', 'bg']), 'instances')).toThrow(/2 channels \(fg, bg\)/)
})
