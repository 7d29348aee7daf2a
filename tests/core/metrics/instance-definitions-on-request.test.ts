import { expect, test } from 'vitest'
import { instanceDefinitionsOnRequest } from '../../../src-main/core/metrics/instance-definitions-on-request.ts'

test('every metric is of the task, on request, and has a sentence that ends', () => {
  expect(instanceDefinitionsOnRequest.length).toBeGreaterThan(5)
  for (const { tasks, onRequest, definition, name } of instanceDefinitionsOnRequest) {
    expect(tasks).toEqual(['instances'])
    expect(onRequest).toEqual(['instances'])
    expect(definition).toMatch(/\.$/)
    expect(name.length).toBeLessThan(50)
  }
})
