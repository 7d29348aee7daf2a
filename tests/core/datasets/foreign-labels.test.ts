/** Ground truths that are no label images, by their real bytes: each is a named finding, and none is repaired. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { freezeDataset } from '../../../src-main/core/datasets/freeze-dataset.ts'
import { writeNpy } from '../../fixtures/datasets/write-npy.ts'
import { encodePng } from '../../fixtures/images/encode-png.ts'
import { tinyJpeg } from '../images/jpeg/tiny-jpeg.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-foreign-labels-'))
  await writeNpy(
    join(folder, 'image.npy'),
    [8, 16],
    Array.from({ length: 128 }, (_, i) => i),
  )
})
afterEach(() => rm(folder, { recursive: true }))

async function findingOf(truth: string, task = 'instances') {
  const stated = [`formatVersion: 1`, `task: ${task}`, 'cases:']
  const item = `  - { id: a, image: image.npy, truth: ${truth} }`
  await writeFile(join(folder, 'dataset.yaml'), [...stated, item].join('\n'))
  const { findings } = await freezeDataset({ folder })
  return findings.find(({ severity }) => severity === 'error')
}
const pixels = (change: Readonly<Record<number, number>>): number[] =>
  Array.from({ length: 128 }, (_, i) => change[i] ?? Number(i % 16 > 4 && i % 16 < 9))
const png = (color: 2 | 3, pixel: readonly number[], extra: [string, Uint8Array][] = []) =>
  encodePng({
    ...{ width: 16, height: 8, bits: 8, color, extra },
    rows: Array.from({ length: 8 }, () => [0, ...Array.from({ length: 16 }, () => pixel).flat()]),
  })

describe('what cannot be used as labels keeps its case out, by name and with what to do', () => {
  test('JPEG', async () => {
    await writeFile(join(folder, 'truth.jpg'), tinyJpeg)
    const found = await findingOf('truth.jpg')
    expect(found).toMatchObject({ check: 'not-a-label-image', cases: ['a'] })
    expect(found?.message).toMatch(
      /truth\.jpg cannot be used as labels: .*compression.*export it again as TIFF or PNG/,
    )
  })

  test('colours and colour tables', async () => {
    await writeFile(join(folder, 'rgb.png'), png(2, [10, 20, 30]))
    expect((await findingOf('rgb.png'))?.message).toMatch(
      /3 colour samples per pixel, and a label image has 1/,
    )
    const palette = png(3, [1], [['PLTE', Uint8Array.of(0, 0, 0, 255, 0, 0)]])
    await writeFile(join(folder, 'palette.png'), palette)
    expect((await findingOf('palette.png'))?.message).toMatch(
      /palette image.*save the numbers themselves/,
    )
  })

  test.each([
    ['fractions', 'float32', { 3: 0.5 }, /pixels are float32, and labels are integers/],
    ['whole numbers stored as float', 'float32', {}, /save it as uint16 or uint32/],
    ['NaN', 'float32', { 3: NaN }, /float32/],
    ['infinity', 'float32', { 3: Infinity }, /float32/],
    ['negative labels', 'int16', { 3: -7 }, /the value -7, and labels are whole numbers from 0/],
  ] as const)('%s', async (_, dtype, change, message) => {
    await writeNpy(join(folder, 'truth.npy'), [8, 16], pixels(change), dtype)
    const found = await findingOf('truth.npy')
    expect(found).toMatchObject({ check: 'not-a-label-image', cases: ['a'] })
    expect(found?.message).toMatch(message)
  })

  test('a mask where objects are asked for', async () => {
    await writeNpy(join(folder, 'truth.npy'), [8, 16], pixels({ 0: 1, 127: 1 }))
    const found = await findingOf('truth.npy')
    expect(found).toMatchObject({ check: 'binary-truth', cases: ['a'] })
    expect(found?.message).toMatch(/its only label is 1, in 3 pieces/)
  })
})

test('one case alone is told, and an empty folder is refused by name', async () => {
  await writeNpy(join(folder, 'truth.npy'), [8, 16], pixels({}))
  await findingOf('truth.npy')
  const { findings } = await freezeDataset({ folder })
  expect(findings.find(({ check }) => check === 'few-samples')?.message).toMatch(
    /Only 1 independent image/,
  )
  const empty = await mkdtemp(join(tmpdir(), 'touchstone-empty-'))
  await expect(freezeDataset({ folder: empty, task: 'instances' })).rejects.toThrow(empty)
  await rm(empty, { recursive: true })
})
