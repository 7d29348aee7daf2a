import { expect, test } from 'vitest'
import type { ImageSource, PixelBlock } from '../../../src-main/core/images/types.ts'
import { readChannels } from '../../../src-main/core/tools/read-channels.ts'

/** Planes by c and z; only `readPlane` and what `readChannels` asks of the header. */
function source(planes: number[][][], samples: number, dtype: 'uint8' | 'float32'): ImageSource {
  const width = (planes[0]?.[0]?.length ?? 0) / samples
  const plane = async ({ c = 0, z = 0 } = {}): Promise<PixelBlock> => {
    const data = planes[c]?.[z] ?? []
    return {
      axes: 'yx',
      shape: [1, width],
      dtype,
      data: dtype === 'uint8' ? Uint8Array.from(data) : Float32Array.from(data),
    }
  }
  const unused = () => Promise.reject(new Error('not used'))
  return {
    path: 'x',
    info: {
      format: 'test',
      axes: 'yx',
      shape: [1, width],
      dtype,
      pixelSizeUm: 'uncalibrated',
      channels: [],
      levels: [],
      size: { t: 1, c: planes.length, z: planes[0]?.length ?? 0, height: 1, width, samples },
      series: [{ name: 'image', kind: 'image' }],
      seriesIndex: 0,
      facts: [],
      warnings: [],
    },
    readPlane: plane,
    readRegion: unused,
    readAll: unused,
    readPlanesInStoredOrder: () => {
      throw new Error('not used')
    },
    close: async () => undefined,
  }
}
const luminance = { sources: [{ from: 'luminance' }], note: null } as const

test('reads one plane or the whole stack of a stored channel', async () => {
  const image = source(
    [
      [
        [1, 2],
        [3, 4],
      ],
      [
        [5, 6],
        [7, 8],
      ],
    ],
    1,
    'uint8',
  )
  const plan = { sources: [{ from: 'channel', c: 1, sample: 0 }], note: null } as const
  expect([...((await readChannels(image, plan, 1)).channels[0] ?? [])]).toEqual([7, 8])
  const whole = await readChannels(image, plan, 'all')
  expect([...(whole.channels[0] ?? [])]).toEqual([5, 6, 7, 8])
  expect(whole.values).toBe('integer')
})

test('weights R, G and B, and ignores alpha', async () => {
  const image = source([[[10, 20, 30, 99, 0, 0, 255, 1]]], 4, 'uint8')
  const { channels, values } = await readChannels(image, luminance, 0)
  expect(channels[0]?.[0]).toBeCloseTo(0.299 * 10 + 0.587 * 20 + 0.114 * 30, 12)
  expect(channels[0]?.[1]).toBeCloseTo(0.114 * 255, 12)
  expect(values).toBe('real')
})

test('keeps gray stored as colour exact and integer', async () => {
  const image = source([[[100, 100, 100, 7, 7, 7]]], 3, 'uint8')
  const { channels, values } = await readChannels(image, luminance, 0)
  expect([...(channels[0] ?? [])]).toEqual([100, 7])
  expect(values).toBe('integer')
})

test('calls floating point real', async () => {
  const plan = { sources: [{ from: 'channel', c: 0, sample: 0 }], note: null } as const
  const read = await readChannels(source([[[0.5, 1]]], 1, 'float32'), plan, 0)
  expect(read.values).toBe('real')
})
