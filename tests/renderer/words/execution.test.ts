import { expect, test } from 'vitest'
import { fallbackSentence, providerName } from '../../../src-renderer/words/execution.ts'

test('providers have names that a person knows, unknown ones keep theirs', () => {
  expect(providerName('cpu')).toBe('CPU')
  expect(providerName('cuda, cpu')).toBe('CUDA (NVIDIA card), then CPU')
  expect(providerName('abacus')).toBe('abacus')
})

test('a provider that was passed over, and one that failed on the way', () => {
  expect(fallbackSentence({ provider: 'webgpu', reason: 'no graphics card that it can use' })).toBe(
    'Not WebGPU (graphics card): no graphics card that it can use.',
  )
  expect(fallbackSentence({ provider: 'cuda', reason: 'failed at case b: device lost.' })).toBe(
    'CUDA (NVIDIA card) failed at case b: device lost.',
  )
})
