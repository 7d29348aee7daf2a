import { expect, test } from 'vitest'
import type { Engine, EngineJobName, JobOptions } from '../../../src-main/core/engine-port.ts'
import { TouchstoneError } from '../../../src-main/core/errors.ts'
import {
  tryModelOn,
  tryProvider,
  tryProviders,
} from '../../../src-main/core/evaluation/try-providers.ts'

function engineOf(
  answer: (name: EngineJobName, input: { provider: string }, options: JobOptions) => unknown,
): Engine {
  return {
    request: async (name, input, options = {}) =>
      (await answer(name, input as { provider: string }, options)) as never,
    close: () => Promise.resolve(),
  }
}

test('all providers of the platform are tried in its stated order, one after another', async () => {
  const log: string[] = []
  const engine = engineOf(async (_, { provider }) => {
    log.push(`begin ${provider}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
    log.push(`end ${provider}`)
    return { provider, works: provider === 'cpu', reason: null }
  })
  const order = async (platform: string) =>
    (await tryProviders(engine, platform)).map(({ provider }) => provider)
  expect(await order('linux')).toEqual(['cuda', 'webgpu', 'cpu'])
  expect(log).toEqual(['cuda', 'webgpu', 'cpu'].flatMap((name) => [`begin ${name}`, `end ${name}`]))
  expect(await order('win32')).toEqual(['dml', 'webgpu', 'cpu'])
  expect(await order('darwin-arm64')).toEqual(['coreml', 'webgpu', 'cpu'])
  expect(await order('plan9')).toEqual(['cpu'])
})

test('a provider that takes its process with it gets that as reason', async () => {
  const engine = engineOf(() => {
    throw new TouchstoneError('engine-died', 'x', { reason: 'ended by signal SIGSEGV' })
  })
  expect(await tryProvider(engine, 'webgpu')).toEqual({
    provider: 'webgpu',
    works: false,
    reason: 'its trial process ended by signal SIGSEGV',
  })
  const input = { reference: '/m', provider: 'cuda', threads: 1, cacheDir: '/c' }
  expect(await tryModelOn(engine, input)).toMatchObject({
    provider: 'cuda',
    works: false,
    agrees: null,
    reason: 'its trial process ended by signal SIGSEGV',
  })
})

test('an error is a reason; cancelling is not', async () => {
  const failing = engineOf(() => {
    throw new Error('wrong')
  })
  expect(await tryProvider(failing, 'cuda')).toMatchObject({ works: false, reason: 'wrong' })
  const controller = new AbortController()
  const cancelled = engineOf((_, __, { signal }) => {
    controller.abort()
    expect(signal?.aborted).toBe(true)
    throw new TouchstoneError('cancelled', 'The work was cancelled.')
  })
  await expect(tryProvider(cancelled, 'cuda', controller.signal)).rejects.toMatchObject({
    code: 'cancelled',
  })
})
