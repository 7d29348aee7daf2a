import { expect, test } from 'vitest'
import { metricDefinitions } from '../../../../src-main/core/metrics/definitions.ts'
import { optionMeaning } from '../../../../src-main/core/metrics/notes/option-meanings.ts'

test('every option of the catalogue is explained', () => {
  const names = metricDefinitions.flatMap(({ defaultOptions, occasionalOptions }) =>
    Object.keys({ ...defaultOptions, ...occasionalOptions }),
  )
  const unexplained = [...new Set(names)].filter((name) => optionMeaning(name) === '')
  expect(unexplained).toEqual([])
})

test('an option that is none has no meaning', () => {
  expect(optionMeaning('toString')).toBe('')
})
