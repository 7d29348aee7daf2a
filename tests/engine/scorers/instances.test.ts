import { afterAll, describe, expect, test } from 'vitest'
import { encodePng } from '../../fixtures/images/encode-png.ts'
import { labelFiles, scored } from './label-files.ts'

const files = labelFiles()
afterAll(() => {
  files.remove()
})

const side = 12
/** Boxes of 3 x 3 with their labels, on a grid of 4 x 4. */
const grid = (labelOf: (place: number) => number): number[] =>
  Array.from({ length: side * side }, (_, at) => {
    const [y, x] = [Math.floor(at / side), at % side]
    if (y % 4 === 3 || x % 4 === 3) return 0
    return labelOf(3 * Math.floor(y / 4) + Math.floor(x / 4))
  })
const shape = [side, side]
const truth = files.write(
  'truth',
  shape,
  grid((place) => place + 1),
)
const values = grid((place) => (place === 4 ? 0 : place + 1))
const prediction = files.write('prediction', shape, values)

describe('what is no label image is refused by name', () => {
  test.each([
    [
      'colours',
      encodePng({ width: 2, height: 1, bits: 8, color: 2, rows: [[0, 1, 1, 1, 2, 2, 2]] }),
      /colours\.png cannot be used as labels: it has 3 colour samples/,
    ],
    [
      'palette',
      encodePng({
        ...{ width: 2, height: 1, bits: 8, color: 3, rows: [[0, 0, 1]] },
        extra: [['PLTE', Uint8Array.of(0, 0, 0, 255, 0, 0)]],
      }),
      /palette\.png cannot be used as labels: it is a palette image/,
    ],
  ])('%s', async (name, bytes, message) => {
    const path = files.writeBytes(`${name}.png`, bytes)
    await expect(scored('instances', truth, path)).rejects.toThrow(message)
    await expect(scored('instances', path, prediction)).rejects.toThrow(message)
    await expect(scored('semantic', truth, path, { classes: [1] })).rejects.toThrow(message)
  })

  test('NaN and infinities, counted', async () => {
    const odd = values.map((value, at) => (at === 0 ? NaN : at === 5 ? Infinity : value))
    const path = files.write('odd', shape, odd, '<f4')
    await expect(scored('instances', truth, path)).rejects.toThrow(
      /odd\.npy cannot be used as labels: it holds the value NaN, .*at least 2 pixels are not/,
    )
  })

  test('another size', async () => {
    const path = files.write('wide', [6, 24], values)
    await expect(scored('instances', truth, path)).rejects.toThrow(/12 x 12 .* 6 x 24/)
  })
})

describe('what looks wrong is scored as it stands, and said', () => {
  test('a mask on either side', async () => {
    const mask = files.write(
      'mask',
      shape,
      grid(() => 255),
      '|u1',
    )
    const { notes, scores } = await scored('instances', mask, mask)
    expect(scores['count-error']).toEqual({ value: 0 })
    expect(notes).toHaveLength(2)
    expect(notes[0]).toContain('The truth')
    expect(notes[1]).toMatch(/The prediction .*mask\.npy has a single label in 9 pieces/)
  })

  test('numbers that wrapped around in 8 bits, with what shares a label', async () => {
    const many = 20 * 20
    const numbers = Array.from({ length: 40 * 40 }, (_, at) => {
      const [y, x] = [Math.floor(at / 40), at % 40]
      return y % 2 === 0 && x % 2 === 0 ? (y / 2) * 20 + x / 2 + 1 : 0
    })
    const right = files.write('right', [40, 40], numbers)
    const wrapped = files.write('wrapped', [40, 40], numbers, '|u1')
    const { notes, scores } = await scored('instances', right, wrapped)
    // 256 is gone, 257 to 400 share a label with 1 to 144
    expect(notes).toEqual([
      expect.stringMatching(
        /The prediction .*wrapped\.npy has 8 bits per pixel and 255 labels up to 255: .* 144 of the 399 pieces share a label with another/,
      ),
    ])
    expect(scores['count-error']).toEqual({ value: 255 - many })
    expect((await scored('instances', right, right)).notes).toEqual([])
  })

  test('whole numbers stored as floats', async () => {
    const path = files.write('whole', shape, values, '<f4')
    const { notes, scores } = await scored('instances', truth, path)
    expect(notes.join()).toContain('stored as float32')
    expect(scores).toEqual((await scored('instances', truth, prediction)).scores)
  })
})

test('other numbers for the same objects change no score', async () => {
  const own = await scored('instances', truth, prediction, { metrics: 'all' })
  const renumbered = files.write(
    'renumbered',
    shape,
    values.map((v) => v && 70_000 - v * 31),
    '<u4',
  )
  expect(await scored('instances', truth, renumbered, { metrics: 'all' })).toEqual(own)
})

test('mirrored or transposed together, images score the same', async () => {
  const transposed = (list: readonly number[]): number[] =>
    list.map((_, at) => list[(at % side) * side + Math.floor(at / side)]!)
  const own = await scored('instances', truth, prediction, { metrics: 'all' })
  const turn = { mirrored: (list: readonly number[]) => list.toReversed(), transposed }
  for (const [name, change] of Object.entries(turn)) {
    const both = [grid((place) => place + 1), values].map((list, at) =>
      files.write(`${name}${at}`, shape, change(list)),
    )
    expect(await scored('instances', both[0]!, both[1]!, { metrics: 'all' })).toEqual(own)
  }
})

test('distances in um need a pixel size, and a pixel size distances in um', async () => {
  const metrics = ['matched-masd@0.5']
  await expect(
    scored('instances', truth, prediction, { metrics, distanceUnit: 'um' }),
  ).rejects.toThrow('state pixelSizeUm')
  await expect(
    scored('instances', truth, prediction, { metrics, pixelSizeUm: { x: 1, y: 1 } }),
  ).rejects.toThrow('set distanceUnit to um')
  await expect(scored('instances', truth, prediction, { border: 'corners' })).rejects.toThrow(
    'face-neighbours',
  )
})
