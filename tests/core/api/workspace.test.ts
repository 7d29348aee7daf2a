import { expect, test } from 'vitest'
import { workspaceSchema } from '../../../src-main/contract/routes.ts'
import { coreUnderTest } from '../../fixtures/core-under-test.ts'
import { frozenDataset } from '../../fixtures/scripted-engine.ts'

test('says who, where, which metrics, and which examples may be read', async () => {
  const { get } = await coreUnderTest({ dataset: frozenDataset(['a']), outcome: () => 0.5 })
  const workspace = workspaceSchema.parse(await (await get('/api/workspace')).json())
  expect(workspace).toMatchObject({ user: 'person', version: '0.1.0', host: 'web' })
  expect(workspace.metrics.map((metric) => metric.id)).toContain('psnr')
  expect(workspace.roots.map((root) => root.name)).toEqual(['Data', 'Examples'])
  expect(workspace.examples.datasets.length).toBeGreaterThan(0)
})
