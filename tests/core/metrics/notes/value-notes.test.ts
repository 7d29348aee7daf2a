import { expect, test } from 'vitest'
import { metricDefinitions } from '../../../../src-main/core/metrics/definitions.ts'
import { valueNotes } from '../../../../src-main/core/metrics/notes/value-notes.ts'

const ids = metricDefinitions.filter(({ tasks }) => tasks[0] === 'restoration').map(({ id }) => id)

test('every family is of a metric of the task', () => {
  for (const [family] of valueNotes)
    if (!/-class@/.test(String(family))) expect(ids.filter((id) => family.test(id))).not.toEqual([])
})

test('no metric is of two families', () => {
  for (const id of ids)
    expect(valueNotes.filter(([family]) => family.test(id)).length).toBeLessThanOrEqual(1)
})
