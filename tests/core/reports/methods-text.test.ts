import { expect, test } from 'vitest'
import { methodsText } from '../../../src-main/core/reports/methods-text.ts'
import { reportSource } from '../../fixtures/report-source.ts'

test('says what was run, on what, how it was measured, and what is not known', async () => {
  const source = await reportSource()
  const text = methodsText(source)
  const heads = text.split('\n\n').map((part) => part.slice(0, part.indexOf('.')))
  expect(heads).toEqual([
    ...['Tools', 'Data', 'Processing', 'Evaluation', 'Result', 'Limits', 'Availability'],
  ])
  expect(text).toContain(source.dataset.digest)
  expect(text).toContain(source.comparison.sentence)
  expect(text).toContain('the minimal relevant difference was 0.05')
  expect(text).toMatch(
    /Intervals have the level 0\.95, those of the headline metric by [a-z-]+ over images\./,
  )
  expect(text).toContain(`fixed on ${source.orderedAt}, before the runs`)
  expect(text).toContain('b: the headline metric is undefined in 1 case, and 1 case failed.')
  expect(text).toMatch(/authors not stated/)
  expect(text).not.toMatch(/undefined\.|null/)
})
