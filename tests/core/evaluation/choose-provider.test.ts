import { expect, test } from 'vitest'
import type { ModelTrial, ProviderTrial } from '../../../src-main/contract/execution.ts'
import { chooseProvider } from '../../../src-main/core/evaluation/choose-provider.ts'

const works = (provider: string): ProviderTrial => ({ provider, works: true, reason: null })
const absent = (provider: string): ProviderTrial => ({ provider, works: false, reason: 'no card' })
const machine = [works('cuda'), works('webgpu'), works('cpu')]

function modelTrial(provider: string, change: Partial<ModelTrial> = {}): ModelTrial {
  return {
    ...{ provider, works: true, agrees: true, maxAbsDifference: 0, mismatchedPerMillion: 0 },
    ...{ secondsPerTile: 1, tilePixels: 512 ** 2, tileAxes: 2, smallestTilePixels: 64 ** 2 },
    ...{ bytesBefore: null, bytesPeak: null, notes: [], reason: null },
    ...change,
  }
}
const timed = (provider: string, secondsPerTile: number): ModelTrial =>
  modelTrial(provider, { secondsPerTile })

test('takes the fastest that agrees, and says why an earlier one was not taken', () => {
  const trials = [timed('cuda', 0.3), timed('webgpu', 0.2), timed('cpu', 2)]
  expect(chooseProvider(machine, trials)).toEqual({
    provider: 'webgpu',
    fallbacks: [
      { provider: 'cuda', reason: 'slower here than webgpu: 0.3 s a tile against 0.2 s' },
    ],
  })
  const [cuda, , cpu] = trials
  expect(chooseProvider(machine, [cuda!, timed('webgpu', 0.9), cpu!])).toEqual({
    provider: 'cuda',
    fallbacks: [],
  })
})

test('never takes one that does not agree, however fast', () => {
  const differs = modelTrial('cuda', { agrees: false, secondsPerTile: 0.001, reason: 'differs' })
  expect(chooseProvider(machine, [differs, timed('webgpu', 3), timed('cpu', 2)])).toEqual({
    provider: 'cpu',
    fallbacks: [
      { provider: 'cuda', reason: 'differs' },
      { provider: 'webgpu', reason: 'slower here than cpu: 3 s a tile against 2 s' },
    ],
  })
})

test('keeps the reason of each that does not work here, or not with this model', () => {
  const failed = modelTrial('webgpu', { works: false, agrees: null, reason: 'cannot open' })
  expect(chooseProvider([absent('cuda'), works('webgpu'), works('cpu')], [failed])).toEqual({
    provider: 'cpu',
    fallbacks: [
      { provider: 'cuda', reason: 'no card' },
      { provider: 'webgpu', reason: 'cannot open' },
    ],
  })
})

test('the CPU is always there, also where nothing was tried or nothing works', () => {
  expect(chooseProvider([], [])).toEqual({ provider: 'cpu', fallbacks: [] })
  expect(chooseProvider([absent('cuda'), absent('cpu')], []).provider).toBe('cpu')
  expect(chooseProvider([works('cuda'), works('cpu')], [])).toMatchObject({
    provider: 'cpu',
    fallbacks: [{ provider: 'cuda', reason: 'not tried with this model' }],
  })
})

test('of two equally fast ones the earlier in the order is taken', () => {
  const trials = [timed('cuda', 1), timed('webgpu', 1), timed('cpu', 1)]
  expect(chooseProvider(machine, trials).provider).toBe('cuda')
})

test('a provider that agrees is taken where the CPU could not be timed', () => {
  const noTime = modelTrial('cpu', { works: false, agrees: null, secondsPerTile: null })
  expect(chooseProvider(machine, [timed('cuda', 1), noTime]).provider).toBe('cuda')
})
