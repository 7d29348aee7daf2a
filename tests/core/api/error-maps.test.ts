import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { routes } from '../../../src-main/contract/routes.ts'
import type { Task } from '../../../src-main/contract/words.ts'
import type { Engine, EngineJobs } from '../../../src-main/core/engine-port.ts'
import { TouchstoneError } from '../../../src-main/core/errors.ts'
import { coreUnderTest } from '../../fixtures/core-under-test.ts'
import { frozenDataset, scriptedEngine, toolDescription } from '../../fixtures/scripted-engine.ts'

type Order = EngineJobs['write-error-map']['input']

/** A finished run of two cases; `write` stands for the engine's map. */
async function finished(task: Task, write: (order: Order) => void = writeOutput) {
  const script = {
    dataset: frozenDataset(['a', 'b'], { task }),
    outcome: (_: string, id: string) => (id === 'b' ? new Error('broken') : 30),
    describe: (reference: string) => toolDescription(reference, { tasks: [task] }),
  }
  const scripted = scriptedEngine(script)
  const orders: Order[] = []
  const described: unknown[] = []
  const engine: Engine = {
    ...scripted,
    async request(name, input, options) {
      if (name === 'write-error-map') {
        orders.push(input as Order)
        await new Promise((resolve) => setTimeout(resolve, 5))
        write(input as Order)
        return {}
      }
      if (name === 'describe-image') {
        described.push(input)
        return {}
      }
      return scripted.request(name, input, options)
    },
  }
  const under = await coreUnderTest(script, { engine })
  const folder = join(under.workspaceDir, 'data')
  mkdirSync(folder)
  const created = await under.post('/api/evaluations', {
    dataset: { folder },
    tools: [{ reference: 'baseline:a' }],
    ...(task === 'restoration' ? { options: { dataRange: 255, metrics: ['default'] } } : {}),
  })
  const { evaluation } = routes.createEvaluation.response.parse(await created.json())
  await under.core.evaluations.ended(evaluation)
  const map = (kind: string, id = 'a') =>
    under.get(`/api/runs/${evaluation}.1/cases/${id}/error-maps/${kind}`)
  return { ...under, orders, described, map }
}

function writeOutput({ output }: Order): void {
  writeFileSync(output, 'map')
}

test('a map is made once, with the options of the run, and then read from the cache', async () => {
  const { map, orders, described, workspaceDir } = await finished('restoration')
  const answers = await Promise.all([map('ssim'), map('ssim')])
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  expect((await map('ssim')).status).toBe(200)
  expect(orders).toHaveLength(1)
  expect(orders[0]).toMatchObject({
    kind: 'ssim',
    options: { dataRange: 255 },
    truth: '/data/set/truth/a.tif',
    image: '/data/set/images/a.tif',
  })
  expect(orders[0]!.output.startsWith(join(workspaceDir, 'cache', 'error-maps'))).toBe(true)
  expect(existsSync(orders[0]!.output)).toBe(true)
  expect(described).toHaveLength(3)
  expect(described[0]).toMatchObject({ reference: orders[0]!.output, asLabels: false })
  await map('squared-error')
  expect(new Set(orders.map(({ output }) => output)).size).toBe(2)
})

test('a map that cannot be made says why, and is tried again', async () => {
  const { map, orders } = await finished('restoration', () => {
    throw new TouchstoneError('bad-options', 'The truth is constant.')
  })
  for (const answer of [await map('ssim'), await map('ssim')])
    expect(JSON.stringify(await answer.json())).toContain('The truth is constant.')
  expect(orders).toHaveLength(2)
})

test('what has no map is told apart: other kinds, failed cases, runs of objects', async () => {
  const restored = await finished('restoration')
  const sentence = async (answer: Promise<Response>) => {
    const { status } = await answer
    return [status, JSON.stringify(await (await answer).json())] as const
  }
  expect(await sentence(restored.map('heat'))).toEqual([
    404,
    expect.stringContaining('the maps are ssim'),
  ])
  expect(await sentence(restored.map('ssim', 'b'))).toEqual([
    404,
    expect.stringContaining('failed: broken'),
  ])
  const objects = await finished('instances')
  expect(await sentence(objects.map('ssim'))).toEqual([
    404,
    expect.stringContaining('made of restored images'),
  ])
  expect([...restored.orders, ...objects.orders]).toEqual([])
})
