import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkSpeed } from '../../../../src-main/core/tools/check-tool/check-speed.ts'
import { labelsAnswer } from '../../../fixtures/checked-tool.ts'
import { writeNpy } from '../../../fixtures/datasets/write-npy.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'touchstone-speed-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('divides the seconds of answered images by their megapixels', async () => {
  const image = await writeNpy(join(folder, 'a.npy'), [100, 100], new Uint8Array(10_000), 'uint8')
  const cases = [
    { id: 'a', image },
    { id: 'b', image },
  ]
  const answers = [labelsAnswer(0), { ok: false as const, reason: 'too dark' }]
  const measured = { cold: labelsAnswer(0), answers, peakMemoryMb: 120.4, openingSeconds: 2 }
  const of = async (kind: 'model' | 'command') =>
    (await checkSpeed(measured, cases, kind)).map(({ check, value }) => [check, value])
  expect(await of('model')).toEqual([
    ['seconds-to-first-result', 2.5],
    ['seconds-per-megapixel', 50],
    ['peak-memory-mb', 120.4],
  ])
  expect((await of('command')).at(-1)).toEqual(['peak-memory-mb', null])
})

test('without a result nothing was measured', async () => {
  const cold = { ok: false as const, reason: 'too dark' }
  const results = await checkSpeed(
    { cold, answers: [], peakMemoryMb: 1, openingSeconds: 0 },
    [],
    'model',
  )
  expect(results.map(({ value }) => value)).toEqual([null, null, null])
  expect(results[0]?.reason).toContain('too dark')
})
