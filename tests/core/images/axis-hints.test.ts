import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { axisHintSchema } from '../../../src-main/contract/images.ts'
import { axisHints } from '../../../src-main/core/images/axis-hints.ts'
import { withAxes } from '../../../src-main/core/images/axis-mapping.ts'
import { openImage } from '../../../src-main/core/images/open-image.ts'
import type { ImageInfo, ImageSource } from '../../../src-main/core/images/types.ts'
import { memorySource } from '../../fixtures/images/memory-source.ts'

const side = 96

/** Blobs at places that `seed` decides, on noise. */
function blobs(seed: number): Float64Array {
  let state = seed * 7919
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  const values = Float64Array.from({ length: side * side }, () => 20 + random() * 30)
  for (let blob = 0; blob < 40; blob++) {
    const [cy, cx, radius] = [random() * side, random() * side, 3 + random() * 6]
    for (let i = 0; i < values.length; i++) {
      const distance = Math.hypot(Math.floor(i / side) - cy, (i % side) - cx)
      if (distance < radius) values[i] = 150 + random() * 40
    }
  }
  return values
}

function colour(samples: readonly Float64Array[], info: Partial<ImageInfo> = {}): ImageSource {
  const data = Uint8Array.from(
    { length: side * side * samples.length },
    (_, i) => samples[i % samples.length]![Math.floor(i / samples.length)]!,
  )
  return memorySource({
    axes: 'yxs',
    shape: [side, side, samples.length],
    dtype: 'uint8',
    plane: () => data,
    info,
  })
}
const stack = (axes: string, shape: readonly number[]): ImageSource =>
  memorySource({
    axes,
    shape,
    dtype: 'uint8',
    plane: (index) => Uint8Array.from(blobs(index + 1)),
  })
const kindsOf = async (source: ImageSource): Promise<string[]> => {
  const hints = await axisHints(source)
  for (const hint of hints) axisHintSchema.parse(hint)
  return hints.map(({ kind, axes }) => `${kind} ${axes.join(' ')}`.trim())
}

test('axes that the file does not name are asked for, likely ones first', async () => {
  expect(await kindsOf(stack('qyx', [9, side, side]))).toEqual(['axes-unknown zyx tyx cyx'])
  expect(await kindsOf(stack('qyx', [3, side, side]))).toEqual(['axes-unknown cyx zyx tyx syx'])
  expect(await kindsOf(stack('cqyx', [2, 9, side, side]))).toEqual(['axes-unknown czyx ctyx'])
  expect(await kindsOf(stack('qqyx', [9, 2, side, side]))).toEqual([
    'axes-unknown zcyx ztyx tcyx tzyx czyx ctyx',
  ])
  expect(await kindsOf(stack('qyx', [1, side, side]))).toEqual([])
})

test('every alternative can be chosen', async () => {
  for (const source of [stack('qqyx', [9, 3, side, side]), colour([1, 2, 3].map(blobs))]) {
    for (const { axes } of await axisHints(source)) {
      for (const letters of axes) expect(withAxes(source, letters).info.axes).toBe(letters)
    }
  }
})

test('three pictures of one kind in red, green and blue are suspected', async () => {
  expect(await kindsOf(colour([blobs(1), blobs(2), blobs(3)]))).toEqual([
    'batch-as-colour yxc yxz yxt',
  ])
})

test('one picture in colour and a merged one are not', async () => {
  const red = blobs(1)
  const [green, blue] = [0.7, 0.4].map((share) => red.map((value) => value * share))
  expect(await kindsOf(colour([red, green!, blue!]))).toEqual([])
  // dyes of different brightness
  const [weak, weaker] = [blobs(2).map((v) => v * 0.3), blobs(3).map((v) => v * 0.1)]
  expect(await kindsOf(colour([red, weak, weaker]))).toEqual([])
  expect(await kindsOf(colour([1, 2, 3].map(blobs), { format: 'png' }))).toEqual([])
})

test('three samples that the file calls gray are suspected', async () => {
  const facts = [{ name: 'Colour model', value: 'gray, black is 0' }]
  const red = blobs(1)
  const similar = [red, red.map((v) => v * 0.9), red.map((v) => v * 0.8)]
  expect(await kindsOf(colour(similar, { facts }))).toEqual(['batch-as-colour yxc yxz yxt'])
})

test('three equal samples are one gray picture', async () => {
  const gray = blobs(1)
  expect(await kindsOf(colour([gray, gray, gray]))).toEqual(['gray-as-colour yxc'])
  expect(await kindsOf(colour([gray, gray, gray, gray.map(() => 255)]))).toEqual([
    'gray-as-colour yxc',
  ])
})

test('a bar is told with its place, also in gray stored as colour', async () => {
  const data = blobs(1)
  for (let y = 86; y < 90; y++) data.fill(255, y * side + 60, y * side + 85)
  const [, hint] = await axisHints(colour([data, data, data]))
  expect(hint).toMatchObject({ kind: 'burnt-in', box: { y: 86, x: 60, height: 4, width: 25 } })
  expect(hint?.message).toMatch(/lower right/)
})

test('label images and colour tables are left alone', async () => {
  const labels = colour([1, 2, 3].map(blobs), { series: [{ name: 'nuclei', kind: 'labels' }] })
  expect(await kindsOf(labels)).toEqual([])
  expect(await kindsOf({ ...colour([1, 2, 3].map(blobs)), isPalette: true })).toEqual([])
})

const real = join(import.meta.dirname, '../../../../shared/real/datasets')

test.skipIf(!existsSync(real))(
  'no real image of the datasets is suspected of marks or of being a batch (needs ../shared/real)',
  async () => {
    const suspected: string[] = []
    let looked = 0
    for (const entry of readdirSync(real, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.(tiff?|png)$/i.test(entry.name)) continue
      const path = join(entry.parentPath, entry.name)
      const source = await openImage(path)
      try {
        const hints = await axisHints(source)
        looked++
        if (hints.some(({ kind }) => kind === 'burnt-in' || kind === 'batch-as-colour')) {
          suspected.push(path)
        }
      } finally {
        await source.close()
      }
    }
    expect(looked).toBeGreaterThan(300)
    expect(suspected).toEqual([])
  },
  120_000,
)
