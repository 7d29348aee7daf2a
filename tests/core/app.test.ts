import { expect, test } from 'vitest'
import { coreUnderTest } from '../fixtures/core-under-test.ts'
import { frozenDataset } from '../fixtures/scripted-engine.ts'

const script = { dataset: frozenDataset(['a']), outcome: () => 0.5 }

test('a new workspace begins its record with who made it, where, with what', async () => {
  const { core } = await coreUnderTest(script)
  expect(core.history.events({})[0]).toMatchObject({
    type: 'workspace-created',
    payload: { host: 'workstation', user: 'person', versions: { touchstone: '0.1.0' } },
  })
})

test('a new workspace evaluates the examples where the host asks for it, a known one does not', async () => {
  const first = await coreUnderTest(script, { examplesOnFirstStart: true })
  first.core.begin()
  await expect.poll(() => first.core.history.evaluations().length).toBe(2)
  await first.core.close()
  const again = await coreUnderTest(script, {
    examplesOnFirstStart: true,
    workspaceDir: first.workspaceDir,
  })
  again.core.begin()
  await again.core.close()
  expect(again.core.history.file).toBe(first.core.history.file)
  const third = await coreUnderTest(script, { workspaceDir: first.workspaceDir })
  expect(third.core.history.evaluations()).toHaveLength(2)
  await third.core.close()
})

test('a workspace on the command line starts nothing by itself', async () => {
  const { core } = await coreUnderTest(script)
  core.begin()
  expect(core.history.evaluations()).toEqual([])
})
