import { expect, test } from 'vitest'
import type { Ask } from '../../../../src-main/core/tools/check-tool/ask-tool.ts'
import { checkProviders } from '../../../../src-main/core/tools/check-tool/check-providers.ts'
import { labelsAnswer } from '../../../fixtures/checked-tool.ts'

const cases = [{ id: 'a', image: '/a.tif' }]
const answers = [labelsAnswer(0, 1)]
const on = (otherProvider: string | null, ask: Ask, kind: 'model' | 'baseline' = 'model') =>
  checkProviders(ask, { otherProvider }, cases, { answers }, kind)

test('compares with the other provider where one works', async () => {
  const same: Ask = () => Promise.resolve(labelsAnswer(0, 1))
  const other: Ask = () => Promise.resolve(labelsAnswer(0, 2))
  expect(await on('cuda', same)).toMatchObject({ value: 0, text: 'the same on cuda' })
  expect(await on('cuda', other)).toMatchObject({ value: 500_000 })
})

test('is unknown where only the CPU works, where nothing came out, and for what is no model', async () => {
  const never: Ask = () => Promise.resolve({ ok: false, reason: 'out of memory' })
  expect(await on(null, never)).toMatchObject({ value: null, reason: 'Only the CPU works here.' })
  expect((await on('cuda', never)).reason).toContain('out of memory')
  expect((await on('cuda', never, 'baseline')).value).toBeNull()
})
