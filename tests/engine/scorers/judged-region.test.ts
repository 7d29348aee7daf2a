import { afterAll, describe, expect, test } from 'vitest'
import { labelFiles, scored } from './label-files.ts'

const files = labelFiles()
afterAll(() => {
  files.remove()
})

const [height, width] = [24, 40]
const half = 20
const at = (place: number) => ({ y: Math.floor(place / width), x: place % width })
const image = (value: (y: number, x: number) => number): number[] =>
  Array.from({ length: height * width }, (_, place) => value(at(place).y, at(place).x))
/** Blocks of 8 x 8 with a gap; the third of each row lies across the middle. */
const blocks = (shift: number): number[] =>
  image((y, x) => {
    const [row, column] = [Math.floor(y / 8), Math.floor((x + shift) / 8)]
    return y % 8 === 7 || (x + shift) % 8 === 7 ? 0 : 1 + row * 8 + column
  })
const leftOf = (values: readonly number[]): number[] =>
  values.map((value, place) => (at(place).x < half ? value : 0))
const cropped = (values: readonly number[]): number[] =>
  values.filter((_, place) => at(place).x < half)

const shape = [height, width]
const truth = files.write('truth', shape, blocks(0))
const prediction = files.write('prediction', shape, blocks(1))
const annotated = files.write(
  'annotated',
  shape,
  image((_, x) => Number(x < half)),
  '|u1',
)
const ignored = files.write(
  'ignored',
  shape,
  image((_, x) => Number(x >= half)),
  '|u1',
)
const region = { kind: 'annotated', path: annotated } as const

describe('label images', () => {
  const left = [
    files.write('left truth', shape, leftOf(blocks(0))),
    files.write('left prediction', shape, leftOf(blocks(1))),
  ] as const

  test('score as if nothing but the annotated part were labelled, whatever else is there', async () => {
    const wanted = { metrics: ['all'] }
    const inRegion = await scored('instances', truth, prediction, wanted, { region })
    const alone = await scored('instances', ...left, wanted)
    expect(inRegion.scores).toEqual(alone.scores)
    const all = await scored('instances', truth, prediction, wanted)
    expect(inRegion.scores['f1@0.8']).not.toEqual(all.scores['f1@0.8'])
  })

  test('what is annotated and what is ignored are each other’s contrary', async () => {
    const either = await scored('instances', truth, prediction, {}, { region })
    const or = { kind: 'ignored', path: ignored } as const
    expect((await scored('instances', truth, prediction, {}, { region: or })).scores).toEqual(
      either.scores,
    )
  })

  test('objects cut by the region follow the policy of the border, and are counted', async () => {
    const { notes } = await scored('instances', truth, prediction, {}, { region })
    expect(notes.join(' ')).toMatch(
      /480 pixels left out on both sides because nobody annotated them; 3 true and 3 predicted objects are cut there/,
    )
    const drop = { borderObjects: 'drop-prediction-and-truth-touching' }
    const dropped = await scored('instances', truth, prediction, drop, { region })
    // the same pixels without a region: two objects of the lower rows end there without being cut
    const alone = await scored('instances', ...left, drop)
    expect(dropped.notes.join(' ')).toMatch(/Left out by size or border: (\d+) true/)
    const count = ({ notes: told }: typeof alone) =>
      Number(/border: (\d+) true/.exec(told.join(' '))?.[1])
    expect(count(alone)).toBe(5)
    expect(count(dropped)).toBe(7)
  })

  test('images of many pieces are masked at the right places', async () => {
    const [rows, columns] = [1100, 1003]
    const size = rows * columns
    const labels = Array.from({ length: size }, (_, place) => {
      const [y, x] = [Math.floor(place / columns), place % columns]
      return 1 + Math.floor(y / 50) * 30 + Math.floor(x / 50)
    })
    const isIn = (place: number): boolean => (place * 2654435761) % 4294967296 < 2147483648
    const big = files.write('big', [rows, columns], labels)
    const masked = labels.map((label, place) => (isIn(place) ? label : 0))
    const other = files.write('big masked', [rows, columns], masked)
    const path = files.write(
      'big mask',
      [rows, columns],
      labels.map((_, place) => Number(isIn(place))),
      '|u1',
    )
    const { scores } = await scored(
      'instances',
      big,
      big,
      {},
      { region: { kind: 'annotated', path } },
    )
    expect(scores).toEqual((await scored('instances', other, other)).scores)
    const outside = { region: { kind: 'annotated', path } } as const
    expect((await scored('instances', other, big, {}, outside)).scores['f1@0.95']).toEqual({
      value: 1,
    })
  })

  test('a mask of another size is refused with both sizes', async () => {
    const path = files.write(
      'small',
      [4, 4],
      Array.from({ length: 16 }, () => 1),
      '|u1',
    )
    await expect(
      scored('instances', truth, prediction, {}, { region: { kind: 'ignored', path } }),
    ).rejects.toThrow(/ignored pixels .*small\.npy is 4 x 4 and the truth is 24 x 40/)
  })
})

describe('masks and class maps', () => {
  const crop = (name: string, values: readonly number[]): string =>
    files.write(`crop ${name}`, [height, half], cropped(values))
  const wanted = { metrics: ['dice', 'iou', 'precision', 'recall', 'accuracy', 'mcc', 'kappa'] }

  test('a mask scores as the crop of what was annotated, its background too', async () => {
    const [t, p] = [blocks(0), blocks(1)].map((values) => values.map((value) => Number(value > 0)))
    const own = [files.write('mask t', shape, t!), files.write('mask p', shape, p!)] as const
    const inRegion = await scored('semantic', ...own, wanted, { region })
    const alone = await scored('semantic', crop('t', t!), crop('p', p!), wanted)
    expect(inRegion.scores).toEqual(alone.scores)
    expect(inRegion.notes.join(' ')).toMatch(/480 pixels left out on both sides/)
  })

  test.each([[[1, 2]], [[0, 1, 2]]])('a class map with the classes %j as well', async (classes) => {
    const map = (shift: number): number[] => blocks(shift).map((value) => value % 3)
    const options = { ...wanted, classes }
    const own = [files.write('map t', shape, map(0)), files.write('map p', shape, map(1))] as const
    const inRegion = await scored('semantic', ...own, options, { region })
    const alone = await scored('semantic', crop('mt', map(0)), crop('mp', map(1)), options)
    expect(inRegion.scores).toEqual(alone.scores)
  })

  test('pixels with the ignore label are counted apart from those outside', async () => {
    const map = blocks(0).map((value, place) => (at(place).y === 0 ? 9 : Number(value > 0)))
    const own = files.write('with ignored', shape, map)
    const other = files.write(
      'plain',
      shape,
      map.map((value) => Number(value === 1)),
    )
    const { notes } = await scored('semantic', own, other, { ignoreLabel: 9 }, { region })
    expect(notes.join(' ')).toMatch(/20 pixels have the ignore label/)
    expect(notes.join(' ')).toMatch(/480 pixels left out/)
  })
})

test('whole images have no part that counts', async () => {
  await expect(scored('restoration', truth, prediction, {}, { region })).rejects.toThrow(
    /scores of the task restoration are of whole images/,
  )
})
