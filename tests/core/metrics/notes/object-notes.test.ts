import { expect, test } from 'vitest'
import { metricDefinitions } from '../../../../src-main/core/metrics/definitions.ts'
import { objectNotes } from '../../../../src-main/core/metrics/notes/object-notes.ts'

const ids = metricDefinitions.filter(({ tasks }) => tasks[0] === 'instances').map(({ id }) => id)

test('every family is of a metric of the task', () => {
  for (const [family] of objectNotes)
    if (!/-class@|class-pq@/.test(String(family)))
      expect(ids.filter((id) => family.test(id))).not.toEqual([])
})

test('no metric is of two families', () => {
  for (const id of ids)
    expect(objectNotes.filter(([family]) => family.test(id)).length).toBeLessThanOrEqual(1)
})
