import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readRealImage } from '../../../../src-main/core/images/read-real-image.ts'
import { openImage } from '../../../../src-main/core/images/open-image.ts'
import type { Ask } from '../../../../src-main/core/tools/check-tool/ask-tool.ts'
import { checkFields } from '../../../../src-main/core/tools/check-tool/check-fields.ts'
import { writeNpy } from '../../../fixtures/datasets/write-npy.ts'
import { labelsAnswer } from '../../../fixtures/checked-tool.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-fields-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('asks for an empty, a grey and a white image, and tells invented objects and refusals apart', async () => {
  const source = await openImage(await writeNpy(join(folder, 'a.npy'), [4, 4], Array(16).fill(9)))
  const first = source.info
  await source.close()
  const asked: number[] = []
  const ask: Ask = async ({ image }) => {
    const value = (await readRealImage(image)).data[0] ?? NaN
    asked.push(value)
    if (value === 0) return { ok: false, reason: 'The image is empty.' }
    return value === 65_535 ? labelsAnswer(1, 2) : labelsAnswer(0)
  }
  const results = await checkFields(ask, 'instances', { folder, first }, () => undefined)
  expect(asked).toEqual([0, 16_384, 65_535])
  expect(results.map(({ check, value, text }) => [check, value, text])).toEqual([
    ['empty-image', 0, 'gives no result: The image is empty.'],
    ['constant-image', 1, 'nothing found'],
    ['saturated-image', 0, 'invents 2 objects where nothing is'],
  ])
})
