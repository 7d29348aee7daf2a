import { expect, test } from 'vitest'
import { findingOrderSchema } from '../../../src-main/contract/findings.ts'
import {
  findingsOf,
  noteFinding,
  withdrawFinding,
} from '../../../src-main/core/evaluation/findings.ts'
import { readMatrixSource } from '../../../src-main/core/criteria/criteria-matrix.ts'
import { compareTools } from '../criteria/compared-tools.ts'

const order = findingOrderSchema.parse({
  ...{ case: 'case-2', at: { x: 10, y: 20, z: 0 }, sidePx: 40, person: 'Anna' },
  ...{ text: 'Two nuclei as one.', tags: ['touching'] },
})

async function noted() {
  const { deps, id } = await compareTools()
  const { comparison } = readMatrixSource(deps.history, id)
  return { history: deps.history, comparison }
}

test('a finding is kept as it was noted, in order, beside the others of its comparison', async () => {
  const { history, comparison } = await noted()
  noteFinding(history, comparison, order)
  noteFinding(history, comparison, { ...order, tool: 'baseline:b', text: 'And here.' })
  const [first, second] = findingsOf(history, comparison.id)
  expect(first).toMatchObject({ ...order, tool: null, withdrawn: null })
  expect(second).toMatchObject({ tool: 'baseline:b', text: 'And here.' })
  expect(findingsOf(history, 'c-other')).toEqual([])
})

test('what is withdrawn stays, with who and why; twice is refused', async () => {
  const { history, comparison } = await noted()
  noteFinding(history, comparison, order)
  const [{ seq } = { seq: 0 }] = findingsOf(history, comparison.id)
  expect(withdrawFinding(history, seq, { person: 'Ben', reason: 'Dust.' })).toBe(comparison.id)
  expect(findingsOf(history, comparison.id)[0]).toMatchObject({
    text: order.text,
    withdrawn: { person: 'Ben', reason: 'Dust.' },
  })
  const again = () => withdrawFinding(history, seq, { person: 'Ben', reason: 'Dust.' })
  expect(again).toThrow('withdrawn already')
  expect(() => withdrawFinding(history, 99_999, { person: 'B', reason: 'x' })).toThrow('no finding')
})

test('cases and tools that were not compared are refused', async () => {
  const { history, comparison } = await noted()
  const note = (change: Partial<typeof order>) => () => {
    noteFinding(history, comparison, { ...order, ...change })
  }
  expect(note({ case: 'none' })).toThrow('no case none')
  expect(note({ tool: 'baseline:none' })).toThrow('no tool baseline:none')
  expect(findingsOf(history, comparison.id)).toEqual([])
})
