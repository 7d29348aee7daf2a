import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { toolDescriptionSchema } from '../../../src-main/contract/tools.ts'
import { coreUnderTest } from '../../fixtures/core-under-test.ts'
import { frozenDataset } from '../../fixtures/scripted-engine.ts'

const script = { dataset: frozenDataset(['a']), outcome: () => 0.5 }

test('a baseline needs no path; predictions keep their prefix', async () => {
  const { post, workspaceDir } = await coreUnderTest(script)
  mkdirSync(join(workspaceDir, 'mine'))
  for (const reference of [
    'baseline:otsu',
    `predictions:${join(workspaceDir, 'mine')}`,
    join(workspaceDir, 'mine'),
  ]) {
    const described = toolDescriptionSchema.parse(
      await (await post('/api/tools/describe', { reference })).json(),
    )
    expect(described.reference).toBe(reference)
  }
})

test.each(['/etc/passwd', 'predictions:/etc'])('%s is outside the roots', async (reference) => {
  const { post } = await coreUnderTest(script)
  expect((await post('/api/tools/describe', { reference })).status).toBe(403)
})
