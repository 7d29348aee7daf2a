import { expect, test } from 'vitest'
import { semanticDefinitionsOnRequest } from '../../../src-main/core/metrics/semantic-definitions-on-request.ts'

test('every metric is of the task, on request, and has a sentence that ends', () => {
  expect(semanticDefinitionsOnRequest.length).toBeGreaterThan(5)
  for (const { tasks, onRequest, definition, name } of semanticDefinitionsOnRequest) {
    expect(tasks).toEqual(['semantic'])
    expect(onRequest).toEqual(['semantic'])
    expect(definition).toMatch(/\.$/)
    expect(name.length).toBeLessThan(50)
  }
})
