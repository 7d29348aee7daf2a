import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ModelTrial } from '../../../src-main/contract/execution.ts'
import type { Engine, EngineJobs } from '../../../src-main/core/engine-port.ts'
import {
  chooseExecution,
  machineTrials,
  type ExecutionDependencies,
} from '../../../src-main/core/evaluation/choose-execution.ts'

let workspaceDir = ''
let asked: string[] = []
beforeEach(() => {
  workspaceDir = mkdtempSync(join(tmpdir(), 'touchstone-choose-'))
  asked = []
})
afterEach(() => {
  rmSync(workspaceDir, { recursive: true })
})

interface Machine {
  /** Null: does not work. */
  readonly seconds: Readonly<Record<string, number | null>>
  readonly agrees?: boolean
}

function depsOf(
  { seconds, agrees = true }: Machine,
  onnxruntime = '1.30.0',
): ExecutionDependencies {
  const answer = (name: string, input: { provider: string }): unknown => {
    const { provider } = input
    const time = seconds[provider] ?? null
    asked.push(`${name} ${provider}`)
    if (name === 'try-provider')
      return { provider, works: time !== null, reason: time === null ? 'absent' : null }
    const { threads } = input as EngineJobs['try-model']['input']
    expect(threads).toBe(3)
    return {
      ...{ provider, works: true, agrees: provider === 'cpu' || agrees, maxAbsDifference: 0 },
      ...{ mismatchedPerMillion: 0, secondsPerTile: time, tilePixels: 512 ** 2, tileAxes: 2 },
      ...{ smallestTilePixels: 64 ** 2, bytesBefore: 200 * 2 ** 20, bytesPeak: 456 * 2 ** 20 },
      ...{ notes: [], reason: agrees ? null : 'differs' },
    } satisfies ModelTrial
  }
  return {
    engine: {
      request: async (name: string, input: unknown) => answer(name, input as { provider: string }),
      close: () => Promise.resolve(),
    } as unknown as Engine,
    clock: () => new Date(Date.UTC(2026, 6, 12)),
    workspaceDir,
    environment: {
      versions: { platform: 'linux-x64', onnxruntime },
      host: 'workstation',
      user: 'person',
    },
    log: () => undefined,
  }
}
const tool = { reference: '/models/net', digest: 'sha256:1', name: 'Net' }
const fastest = { execution: 'fastest', threads: 3, memoryLimitMb: null } as const
const fast = { seconds: { cuda: 0.1, webgpu: 0.2, cpu: 1 } }

test('repeatable takes the CPU without any trial', async () => {
  const ordered = { ...fastest, execution: 'repeatable' } as const
  expect(await chooseExecution(depsOf(fast), ordered, tool)).toEqual({
    ...ordered,
    provider: 'cpu',
    fallbacks: [],
    largestSidePx: null,
  })
  expect(asked).toEqual([])
})

test('fastest takes the one that agrees, and tries each once per machine and model', async () => {
  const said: string[] = []
  const options = { onTrial: (text: string) => void said.push(text) }
  const chosen = await chooseExecution(depsOf(fast), fastest, tool, options)
  expect(chosen).toMatchObject({ provider: 'cuda', fallbacks: [] })
  expect(asked).toEqual([
    ...['try-provider cuda', 'try-provider webgpu'],
    ...['try-model cuda', 'try-model webgpu', 'try-model cpu'],
  ])
  expect(said).toContain('trying Net on webgpu with one tile')
  asked = []
  expect(await chooseExecution(depsOf(fast), fastest, tool)).toEqual(chosen)
  expect(asked).toEqual([])
  await chooseExecution(depsOf(fast), fastest, { ...tool, digest: 'sha256:2' })
  expect(asked).toEqual(['try-model cuda', 'try-model webgpu', 'try-model cpu'])
  asked = []
  await chooseExecution(depsOf(fast, '1.31.0'), fastest, tool)
  expect(asked).toHaveLength(5)
})

test('where only the CPU works the model is not tried at all', async () => {
  const seconds = { cuda: null, webgpu: null, cpu: 1 }
  expect(await chooseExecution(depsOf({ seconds }), fastest, tool)).toMatchObject({
    provider: 'cpu',
    fallbacks: [
      { provider: 'cuda', reason: 'absent' },
      { provider: 'webgpu', reason: 'absent' },
    ],
  })
  expect(asked).toEqual(['try-provider cuda', 'try-provider webgpu'])
})

test('where none agrees the CPU is taken with the reasons, and not timed', async () => {
  expect(await chooseExecution(depsOf({ ...fast, agrees: false }), fastest, tool)).toMatchObject({
    provider: 'cpu',
    fallbacks: [
      { provider: 'cuda', reason: 'differs' },
      { provider: 'webgpu', reason: 'differs' },
    ],
  })
  expect(asked).not.toContain('try-model cpu')
})

test('a memory limit is kept by the size of blocks, measured on the CPU', async () => {
  const ordered = { execution: 'repeatable', threads: 3, memoryLimitMb: 408 } as const
  expect(await chooseExecution(depsOf(fast), ordered, tool)).toMatchObject({
    provider: 'cpu',
    memoryLimitMb: 408,
    largestSidePx: 256,
  })
  expect(asked).toEqual(['try-model cpu'])
  await expect(
    chooseExecution(depsOf(fast), { ...ordered, memoryLimitMb: 150 }, tool),
  ).rejects.toMatchObject({ code: 'bad-options' })
})

test('the providers of this machine, kept until they are asked for again', async () => {
  const deps = depsOf({ seconds: { cuda: 1, webgpu: null, cpu: 1 } })
  const found = await machineTrials(deps)
  expect(found.map(({ provider, works }) => `${provider} ${works}`)).toEqual([
    ...['cuda true', 'webgpu false', 'cpu true'],
  ])
  asked = []
  expect(await machineTrials(deps)).toEqual(found)
  expect(asked).toEqual([])
  await machineTrials(deps, { again: true })
  expect(asked).toHaveLength(3)
})
