/** A person puts an evaluation together by hand, follows it, and finds it in the record. */
import { join } from 'node:path'
import { baseline, lookInto, next, openNewEvaluation, otsu, otsuWatershed } from './order.ts'
import { predictionsDone } from './order.ts'
import { expect, test } from './touchstone.ts'

const nuclei = join(import.meta.dirname, '..', '..', 'resources', 'examples', 'nuclei')

test('an evaluation by hand: pairs, tools, what is measured, limits, run, comparison, history', async ({
  page,
}) => {
  await openNewEvaluation(page)
  await expect(page.getByRole('button', { name: /^Next/ })).toBeDisabled()
  await lookInto(page, nuclei)
  const pairs = page.getByRole('region', { name: 'Pairs found' })
  await expect(pairs.getByRole('row', { name: /nuclei-16\.tif/ })).toBeVisible()
  await expect(pairs.locator('tbody tr')).toHaveCount(16)
  await next(page, 'Tools')

  await expect(page.getByRole('button', { name: /^Next/ })).toBeDisabled()
  await baseline(page, otsu).check()
  await baseline(page, otsuWatershed).check()
  await expect(page.getByRole('article')).toHaveCount(2)
  await next(page, 'What is measured')
  await expect(page.getByLabel('Headline metric')).toHaveValue('f1@0.5')
  await next(page, 'Check')
  await expect(page.getByText(/2 tools will predict on 16 images/)).toBeVisible()
  await expect(page.getByText(/With 16 images a difference of about/)).toBeVisible()
  await next(page, 'Run')
  const name = 'Two baselines by hand'
  await page.getByLabel('Name of the evaluation').fill(name)
  await page.getByRole('button', { name: 'Run the evaluation' }).click()

  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  const counts: number[] = []
  await expect
    .poll(
      async () => {
        const { done, total } = await predictionsDone(page)
        counts.push(done)
        return `${done} of ${total}`
      },
      { timeout: 60_000 },
    )
    .toBe('32 of 32')
  expect(counts).toEqual([...counts].sort((a, b) => a - b))
  for (const tool of ['Otsu threshold', 'Otsu threshold and watershed'])
    await expect(
      page
        .getByRole('region', { name: tool, exact: true })
        .getByRole('button', { name: /: done$/ }),
    ).toHaveCount(16)

  await page.getByRole('link', { name: 'Open the comparison' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('on these 16 images')
  await page.getByRole('link', { name: 'Evaluations' }).first().click()
  await expect(page.getByRole('row', { name: new RegExp(name) })).toContainText('done')

  await page.getByRole('link', { name: 'History' }).click()
  const runs = page.locator('tbody tr')
  await expect(runs.first()).toContainText('Otsu threshold')
  await expect(runs.first()).toContainText('16 of 16')
  await runs.first().getByRole('link').first().click()
  await expect(page.getByText('What is needed to repeat it')).toBeVisible()
  await page.getByRole('link', { name: 'History' }).first().click()
  await page.getByRole('button', { name: /Verify/ }).click()
  await expect(page.getByText(/The record is as it was written: \d+ events checked/)).toBeVisible()
})
