// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { expect, test, vi } from 'vitest'
import { casesDone, toolRuns, useEvaluations } from '../../../src-renderer/stores/evaluations.ts'
import { fakeEvaluation } from '../fixtures/fake-data.ts'

test('lists the newest first and knows whether one runs', async () => {
  setActivePinia(createPinia())
  const older = fakeEvaluation('instances')
  const newer = { ...older, id: 'n', createdAt: '2027-01-01T00:00:00Z', state: 'running' }
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json([older, newer])))
  const store = useEvaluations()
  await store.load()
  expect(store.evaluations?.map((entry) => entry.id)).toEqual(['n', older.id])
  expect(store.anyRunning).toBe(true)
  vi.unstubAllGlobals()
})
test('an outage keeps the list and is said in a sentence', async () => {
  setActivePinia(createPinia())
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed')))
  const store = useEvaluations()
  await store.load()
  expect(store.problem).toContain('does not answer')
  vi.unstubAllGlobals()
})
test('counts predictions, and tools without the input itself', () => {
  const evaluation = fakeEvaluation('restoration')
  expect(toolRuns(evaluation)).toHaveLength(2)
  expect(casesDone(evaluation)).toEqual({ done: 18, total: 18 })
})
