import { expect, test } from 'vitest'
import type { AxisSpec } from '../../../../src-main/core/inference/tensor-spec.ts'
import { resolveFactors05 } from '../../../../src-main/core/models/descriptions/factors-0-5.ts'
import { noProblems } from '../../../../src-main/core/models/descriptions/problems.ts'

const axis = (changes: Partial<AxisSpec>): AxisSpec => ({
  id: 'x',
  type: 'space',
  size: { kind: 'fixed', value: 10 },
  scale: 1,
  unit: null,
  halo: 0,
  channelNames: [],
  ...changes,
})
const reference = { kind: 'reference', tensor: 'raw', axis: 'x', factor: 1, offset: 0 } as const

test('an axis with half the scale has twice the pixels', () => {
  const raw = { id: 'raw', axes: [axis({ scale: 2 })] }
  const [resolved] = resolveFactors05(noProblems(), 'out', [axis({ size: reference })], [raw])
  expect(resolved?.size).toEqual({ ...reference, factor: 2 })
})

test('scales of different units cannot be compared', () => {
  const problems = noProblems()
  const raw = { id: 'raw', axes: [axis({ unit: 'micrometer' })] }
  resolveFactors05(problems, 'out', [axis({ size: reference })], [raw])
  expect(problems.errors[0]).toMatchObject({
    field: 'out.0.size',
    message: expect.stringMatching(/in micrometer, but this axis is in pixels/) as unknown,
  })
})
