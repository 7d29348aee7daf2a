import { expect, test } from 'vitest'
import type { RunExecution } from '../../../src-main/contract/execution.ts'
import { TouchstoneError } from '../../../src-main/core/errors.ts'
import { createFailover } from '../../../src-main/core/evaluation/failover.ts'

const onCuda: RunExecution = {
  ...{ execution: 'fastest', threads: 2, memoryLimitMb: null, provider: 'cuda' },
  ...{ fallbacks: [], largestSidePx: 300 },
}
const died = new TouchstoneError('engine-died', 'x', { reason: 'ended by signal SIGSEGV' })

test('a provider that fails leaves the rest of the run to the CPU, once, and says why', () => {
  const failover = createFailover(onCuda)
  expect(failover.execution()).toEqual({ provider: 'cuda', largestSidePx: 300 })
  expect(failover.fallbacks()).toEqual([])
  expect(failover.take('b', died)).toBe(
    'cuda failed at case b: its process ended by signal SIGSEGV. This case and those after it are predicted on the CPU.',
  )
  expect(failover.execution()).toEqual({ provider: 'cpu', largestSidePx: 300 })
  expect(failover.fallbacks()).toEqual([
    { provider: 'cuda', reason: 'failed at case b: its process ended by signal SIGSEGV' },
  ])
  expect(failover.take('c', died)).toBeNull()
})

test.each([
  ['provider-failed', true],
  ['provider-unavailable', true],
  ['out-of-memory', true],
  ['file-not-found', false],
  ['model-not-runnable', false],
  ['cancelled', false],
] as const)('%s is blamed on the provider: %s', (code, isBlamed) => {
  const note = createFailover(onCuda).take('a', new TouchstoneError(code, 'The reason.'))
  expect(note !== null).toBe(isBlamed)
})

test('the CPU has nothing to fall back to, nor has a tool without a network', () => {
  expect(createFailover({ ...onCuda, provider: 'cpu' }).take('a', died)).toBeNull()
  const none = createFailover(null)
  expect(none.execution()).toBeUndefined()
  expect(none.take('a', died)).toBeNull()
  expect(createFailover(onCuda).take('a', new Error('x'))).toBeNull()
})
