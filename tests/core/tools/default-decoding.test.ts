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

test('reads the thresholds and the grid that StarDist exports', () => {
  const stardist = {
    thresholds: { nms: 0.3, prob: 0.6924782541382084 },
    config: { n_dim: 2, n_rays: 32, grid: [2, 2], backbone: 'unet' },
  }
  const channels = Array.from({ length: 33 }, (_, index) => `channel ${index}`)
  const net = { name: 'Net', config: { stardist }, outputChannels: channels }
  expect(defaultDecoding(net, 'instances')).toEqual({
    method: 'stardist',
    probabilityChannel: 0,
    firstDistanceChannel: 1,
    rays: 32,
    probabilityThreshold: 0.6924782541382084,
    suppressionThreshold: 0.3,
    gridY: 2,
    gridX: 2,
    borderPx: 2,
  })
  const rays = { name: 'Rays_GoldenSpiral', kwargs: { n: 96, anisotropy: [2, 1, 1] } }
  const volume = { n_dim: 3, n_rays: 96, grid: [1, 2, 2], rays_json: rays }
  const net3d = { ...net, config: { stardist: { ...stardist, config: volume } } }
  expect(defaultDecoding(net3d, 'instances')).toMatchObject({
    method: 'stardist-3d',
    gridZ: 1,
    gridX: 2,
    anisotropyZ: 2,
    anisotropyX: 1,
  })
})

test('does not guess at StarDist rays that are no golden spiral', () => {
  const stardist = {
    thresholds: { nms: 0.3, prob: 0.5 },
    config: {
      n_dim: 3,
      n_rays: 55,
      grid: [1, 1, 1],
      rays_json: { name: 'Rays_Cartesian', kwargs: {} },
    },
  }
  const net = { name: 'Net', config: { stardist }, outputChannels: ['a', 'b'] }
  expect(() => defaultDecoding(net, 'instances')).toThrow(/does not say how they become objects/)
})
