import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { exampleOrders, listExamples } from '../../../src-main/core/evaluation/examples.ts'

const resourcesDir = join(import.meta.dirname, '..', '..', '..', 'resources')

test('the shipped examples are found by their descriptions', async () => {
  const { datasets, models } = await listExamples(resourcesDir)
  expect(datasets.map((one) => one.name)).toEqual([
    'Synthetic fluorescence nuclei (denoising)',
    'Synthetic fluorescence nuclei (instances)',
  ])
  expect(models).toHaveLength(2)
})

test('the first evaluations name folders that are shipped', () => {
  for (const order of exampleOrders(resourcesDir)) {
    expect(existsSync(order.dataset.folder)).toBe(true)
    for (const { reference } of order.tools)
      expect(reference.startsWith('baseline:') || existsSync(reference)).toBe(true)
  }
})

test('without resources there are no examples', async () => {
  expect(await listExamples('/nowhere')).toEqual({ datasets: [], models: [] })
})
