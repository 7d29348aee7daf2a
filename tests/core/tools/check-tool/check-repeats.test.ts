import { expect, test } from 'vitest'
import type { Ask } from '../../../../src-main/core/tools/check-tool/ask-tool.ts'
import { checkRepeats } from '../../../../src-main/core/tools/check-tool/check-repeats.ts'
import { labelsAnswer } from '../../../fixtures/checked-tool.ts'

const cases = ['a', 'b', 'c'].map((id) => ({ id, image: `/${id}.tif` }))
const valuesOf = async (ask: Ask, some = cases) => {
  const { checks } = await checkRepeats(ask, 'instances', some, () => undefined)
  return Object.fromEntries(checks.map(({ check, value }) => [check, value]))
}

test('a tool that minds nothing but the image gives the same twice and in any order', async () => {
  const ask: Ask = ({ id }) => Promise.resolve(labelsAnswer(0, id.charCodeAt(0)))
  expect(await valuesOf(ask)).toEqual({
    ...{ 'same-output-twice': 0, 'same-output-any-order': 0, 'failed-cases': 0 },
  })
})

test('a tool that minds the image before gives the same twice, and not in another order', async () => {
  let before = ''
  const ask: Ask = ({ id }) => {
    const answer = labelsAnswer(0, before.charCodeAt(0) || 0)
    before = id
    return Promise.resolve(answer)
  }
  const found = await valuesOf(ask)
  expect(found['same-output-twice']).toBe(0)
  expect(found['same-output-any-order']).toBeGreaterThan(0)
})

test('of a tool that gives something else every time the order cannot be told', async () => {
  let count = 0
  const ask: Ask = () => Promise.resolve(labelsAnswer(0, ++count))
  expect(await valuesOf(ask)).toMatchObject({
    ...{ 'same-output-twice': 500_000, 'same-output-any-order': null },
  })
})

test('one image has no order, and images that fail are counted with their reason', async () => {
  const ask: Ask = ({ id }) =>
    Promise.resolve(id === 'b' ? { ok: false, reason: 'too dark' } : labelsAnswer(1))
  expect((await valuesOf(ask, cases.slice(0, 1)))['same-output-any-order']).toBeNull()
  const { checks } = await checkRepeats(ask, 'instances', cases, () => undefined)
  expect(checks.at(-1)).toMatchObject({ value: 1 / 3, text: '1 of 3: too dark' })
  expect(checks[0]).toMatchObject({ value: 0, text: 'identical in 2 images' })
})
