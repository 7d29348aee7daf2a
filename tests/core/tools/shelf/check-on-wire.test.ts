import { expect, test } from 'vitest'
import { checkOnWire } from '../../../../src-main/core/tools/shelf/check-on-wire.ts'
import { storedTool } from '../../../fixtures/stored-tool.ts'

test('infinities cross as words', () => {
  const { check } = storedTool()
  const testOutputs = { ...check.testOutputs, maxAbsDifference: Infinity }
  expect(checkOnWire({ ...check, testOutputs }).testOutputs.maxAbsDifference).toBe('Infinity')
})

test('what is no check is refused', () => {
  expect(() => checkOnWire({ testOutputs: { outputs: [] } })).toThrow()
})
