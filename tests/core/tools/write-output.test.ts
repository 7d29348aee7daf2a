import { expect, test } from 'vitest'
import type { ImageInfo } from '../../../src-main/core/images/types.ts'
import { readerOf } from '../../../src-main/core/inference/tensor-reader.ts'
import {
  outputPixelSize,
  outputSize,
  readRows,
  writeOutput,
} from '../../../src-main/core/tools/write-output.ts'

const output = readerOf({
  axes: ['batch', 'y', 'x', 'channel'],
  shape: [1, 3, 5, 2],
  dtype: 'float32',
  data: Float32Array.from({ length: 30 }, (_, index) => index),
})
const at = (c: number, y: number, x: number) => (y * 5 + x) * 2 + c

test('an output is an image when it has y and x and nothing foreign', () => {
  expect(outputSize(output)).toEqual({ channels: 2, depth: 1, height: 3, width: 5 })
  expect(() => outputSize({ axes: ['batch', 'index', 'y', 'x'], shape: [1, 3, 2, 2] })).toThrow(
    /has the axes batch 1, index 3, y 2, x 2/,
  )
  expect(() => outputSize({ axes: ['batch', 'channel'], shape: [1, 3] })).toThrow(/an image has/)
})

test('planes are written in pieces of whole tiles, channel by channel', async () => {
  const regions: unknown[] = []
  const planes = [new Float32Array(15), new Float32Array(15)]
  const writer = {
    tile: { height: 2, width: 4 },
    writeRegion(
      plane: number,
      rectangle: { y: number; x: number; height: number; width: number },
      values: Float32Array,
    ) {
      const { y, x, height, width } = rectangle
      if (plane === 1) regions.push([y, x, height, width])
      for (let row = 0; row < height; row++)
        planes[plane]!.set(values.subarray(row * width, (row + 1) * width), (y + row) * 5 + x)
      return Promise.resolve()
    },
  }
  await writeOutput(output, writer, ({ channel }) => 1 - channel)
  expect(regions).toEqual([
    [0, 0, 2, 5],
    [2, 0, 1, 5],
  ])
  regions.length = 0
  await writeOutput(output, writer, ({ channel }) => 1 - channel, { from: 2, to: 3 })
  expect(regions).toEqual([[2, 0, 1, 5]])
  const wanted = [0, 1, 2].flatMap((y) => [0, 1, 2, 3, 4].map((x) => at(0, y, x)))
  expect([...planes[1]!]).toEqual(wanted)
})

test('rows come as rows of x, whatever the order of the axes and the type', async () => {
  const turned = readerOf({
    axes: ['x', 'y'],
    shape: [2, 3],
    dtype: 'uint8',
    data: Uint8Array.of(1, 2, 3, 4, 5, 6),
  })
  const rows = await readRows(turned, 0, 0, { y: 1, x: 0, height: 2, width: 2 })
  expect(rows).toEqual(Float32Array.of(2, 5, 3, 6))
})

test('pixels of a larger output are smaller', () => {
  const info = {
    size: { t: 1, c: 1, z: 4, height: 10, width: 20, samples: 1 },
    pixelSizeUm: { x: 0.2, y: 0.4, z: 1 },
  } as ImageInfo
  const size = { channels: 1, depth: 8, height: 30, width: 60 }
  const calibrated = outputPixelSize(info, size, true)
  expect(calibrated).toMatchObject({ z: 0.5 })
  expect((calibrated as { x: number }).x).toBeCloseTo(0.2 / 3, 12)
  expect(outputPixelSize(info, { ...size, depth: 1 }, false)).toMatchObject({ z: 1 })
  expect(outputPixelSize({ ...info, pixelSizeUm: 'uncalibrated' }, size, true)).toBe('uncalibrated')
})
