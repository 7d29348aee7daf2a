import { expect, test } from 'vitest'
import { reportPage } from '../../../src-main/core/reports/report-page.ts'
import { reportSource } from '../../fixtures/report-source.ts'

test('answers first, then the evidence; undefined and failed cases are counted', async () => {
  const source = await reportSource()
  const page = reportPage(source)
  expect(page.indexOf(source.comparison.sentence)).toBeLessThan(page.indexOf('<h2>Scores'))
  expect(page).toMatch(/n = 6, 1 undefined, 1 failed/)
  for (const head of ['Differences between tools', 'Warnings', 'Methods', 'Metrics', 'Tools'])
    expect(page).toContain(`<h2>${head}</h2>`)
  expect(page).toContain(source.head.hash)
})

test('needs nothing from elsewhere, runs nothing, and takes names as text', async () => {
  const page = reportPage(await reportSource())
  expect(page).not.toMatch(/<script|<link|<img|@import|url\(|https?:/)
  expect(page).toContain('no &lt;memory&gt;, &quot;left&quot;')
  expect(page).toContain("default-src 'none'")
})
