import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { toolSettingsSchema } from '../../../src-main/contract/tool-file.ts'
import type { Task } from '../../../src-main/contract/words.ts'
import { readLabelImage } from '../../../src-main/core/images/read-label-image.ts'
import { predictCase } from '../../../src-main/core/tools/predict.ts'
import { predictionsDigest } from '../../../src-main/core/tools/predictions-digest.ts'
import { writeNpy } from '../../fixtures/datasets/write-npy.ts'

let folder = ''
let image = ''
let drawings = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-import-'))
  drawings = join(folder, 'pred')
  await mkdir(drawings)
  image = await writeNpy(join(folder, 'a.npy'), [4, 5], new Array<number>(20).fill(7))
})
afterEach(() => rm(folder, { recursive: true }))

function predict(task: Task) {
  return predictCase(
    {
      reference: `predictions:${drawings}`,
      task,
      settings: toolSettingsSchema.parse({}),
      case: { id: 'case-1', image },
      outputDir: join(folder, 'out'),
      cacheDir: join(folder, 'cache'),
      threads: 1,
      seed: 1,
    },
    {},
  )
}

const yolo = '0 0 0 0.4 0 0.4 0.5 0 0.5\n0 0.6 0.5 1 0.5 1 1 0.6 1\n'

test('outlines become a label image, and the file they came from is kept', async () => {
  await writeFile(join(drawings, 'a.txt'), yolo)
  const { outputs, notes } = await predict('instances')
  expect(outputs.map(({ role }) => role)).toEqual(['prediction', 'source'])
  const { data } = await readLabelImage(outputs[0]!.path)
  expect([...data]).toEqual([1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 2, 2, 0, 0, 0, 2, 2])
  expect(await readFile(outputs[1]!.path, 'utf8')).toBe(yolo)
  expect(notes[0]).toMatch(/a\.txt \(YOLO, sha256:.*\): 2 objects, by the centres of pixels\./)
})

test('for the task semantic they become a mask', async () => {
  await writeFile(join(drawings, 'a.txt'), yolo)
  const { outputs } = await predict('semantic')
  const { data } = await readLabelImage(outputs[0]!.path)
  expect(new Set(data)).toEqual(new Set([0, 1]))
})

test('a label image is taken before a drawing, and other tasks take no drawings', async () => {
  await writeFile(join(drawings, 'a.txt'), yolo)
  await expect(predict('restoration')).rejects.toMatchObject({ code: 'prediction-missing' })
  await writeNpy(join(drawings, 'a.npy'), [4, 5], new Array<number>(20).fill(3))
  expect((await predict('instances')).outputs).toHaveLength(1)
})

test('drawings count in the digest of the folder', async () => {
  await writeFile(join(drawings, 'a.txt'), yolo)
  const first = await predictionsDigest(drawings)
  expect(first.files).toBe(1)
  await writeFile(join(drawings, 'a.txt'), yolo.replace('0.6', '0.7'))
  expect((await predictionsDigest(drawings)).digest).not.toBe(first.digest)
  await rm(join(drawings, 'a.txt'))
  await expect(predictionsDigest(drawings)).rejects.toThrow(/has no images .* and no drawn objects/)
})
