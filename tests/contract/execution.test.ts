import { expect, test } from 'vitest'
import {
  executionSettingsSchema,
  preferredProvider,
  providersOf,
} from '../../src-main/contract/execution.ts'

test('every platform has its stated order, and the CPU is the last of each', () => {
  expect(providersOf('win32')).toEqual(['dml', 'webgpu', 'cpu'])
  expect(providersOf('linux-x64')).toEqual(['cuda', 'webgpu', 'cpu'])
  expect(providersOf('darwin-arm64')).toEqual(['coreml', 'webgpu', 'cpu'])
  expect(providersOf('freebsd')).toEqual(['cpu'])
})

test('the preferred provider is the first that works', () => {
  const trial = (provider: string, works: boolean) => ({ provider, works, reason: null })
  expect(preferredProvider([trial('cuda', false), trial('webgpu', true)])).toBe('webgpu')
  expect(preferredProvider([])).toBe('cpu')
})

test('settings left out are the defaults; impossible ones are refused', () => {
  const defaults = { execution: 'fastest', threads: null, memoryLimitMb: null }
  expect(executionSettingsSchema.parse({})).toEqual(defaults)
  for (const wrong of [{ threads: 0 }, { threads: 1.5 }, { memoryLimitMb: 1 }, { gpu: true }])
    expect(executionSettingsSchema.safeParse(wrong).success).toBe(false)
})
