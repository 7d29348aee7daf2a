import { expect, test } from 'vitest'
import { probeProvider } from '../../src-main/engine/probe-provider.ts'
import { fakeRuntime } from '../fixtures/onnx/fake-runtime.ts'

test('the CPU works', async () => {
  expect(await probeProvider('cpu')).toEqual({ provider: 'cpu', works: true, reason: null })
})

test('a name that the build does not know is never taken for working', async () => {
  expect(await probeProvider('abacus')).toEqual({
    provider: 'abacus',
    works: false,
    reason: expect.stringMatching(/^not part of this build of ONNX Runtime \(it has cpu/) as string,
  })
})

test('an error and a wrong answer are reasons', async () => {
  const runtime = fakeRuntime({ cuda: { openError: 'no card\nat x' }, dml: { offset: 1 } })
  expect(await probeProvider('cuda', runtime)).toMatchObject({ works: false, reason: 'no card' })
  expect(await probeProvider('dml', runtime)).toMatchObject({
    works: false,
    reason: 'a wrong answer',
  })
})
