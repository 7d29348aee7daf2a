import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { scorePair } from '../../src-main/engine/score-pair.ts'
import type { Task } from '../../src-main/contract/words.ts'
import { writeNpy } from '../fixtures/datasets/write-npy.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-score-'))
})
afterEach(() => rm(folder, { recursive: true }))

const side = 16
const gray = Array.from({ length: side * side }, (_, i) => (i * 37) % 200)
const noisy = gray.map((value, i) => value + ((i * 7) % 11))

async function score(task: Task, truth: Pixels, prediction: Pixels) {
  return scorePair({
    task,
    truth: await writeNpy(join(folder, 'truth.npy'), ...truth),
    prediction: await writeNpy(join(folder, 'prediction.npy'), ...prediction),
    options: {},
  })
}
type Pixels = [shape: number[], values: number[]]

const valuesOf = ({ scores }: Awaited<ReturnType<typeof scorePair>>) =>
  Object.fromEntries(scores.map(({ metric, score: value }) => [metric.id, value]))

test('gray stored as RGB scores what gray scores: colours are no third dimension', async () => {
  const rgb = (values: number[]): Pixels => [
    [side, side, 3],
    values.flatMap((value) => [value, value, value]),
  ]
  const inGray = valuesOf(await score('restoration', [[side, side], gray], [[side, side], noisy]))
  const inColour = valuesOf(await score('restoration', rgb(gray), rgb(noisy)))
  expect(inGray['ssim-wang']).toHaveProperty('value')
  for (const [metric, value] of Object.entries(inColour))
    expect('value' in value && value.value).toBeCloseTo(
      Number('value' in (inGray[metric] ?? {}) && (inGray[metric] as { value: number }).value),
      10,
    )
})

test('a mask imported as label image is scored as one object, and said', async () => {
  const truth: Pixels = [
    [2, 3],
    [1, 0, 2, 1, 0, 2],
  ]
  const scored = await score('instances', truth, [
    [2, 3],
    [255, 0, 255, 255, 0, 255],
  ])
  expect(valuesOf(scored)['count-error']).toEqual({ value: -1 })
  expect(scored.notes.join()).toMatch(/prediction\.npy has a single label in 2 pieces/)
})

test('a prediction of one object is no mask', async () => {
  const one: Pixels = [
    [2, 3],
    [1, 1, 0, 0, 0, 0],
  ]
  expect((await score('instances', one, one)).notes).toEqual([])
})
